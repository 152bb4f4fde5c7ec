/** The names that `environment` knows. */
export type EnvironmentName = "torch" | "mindspore-2.10" | "mindspore-2.7";
export const environmentNames: EnvironmentName[];
/** The folder outside the repository that keeps what is fetched once and used by every clone. */
export function cacheFolder(): string;
/** The interpreter of an environment, which is made when it is not there; throws with the cure when it cannot be. */
export function environment(name: EnvironmentName): Promise<{ python: string }>;
