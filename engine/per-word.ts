/** Answers for each word once. */
export function perWord<Answer>(find: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (word) => {
    const before = known.get(word);
    if (before) return before.answer;
    const answer = find(word);
    known.set(word, { answer });
    return answer;
  };
}

/** Answers for a member of each owner once: the two names joined would be read letter by letter each time. */
export function perMember<Answer>(find: (owner: string, name: string) => Answer) {
  const ofOwner = perWord((owner) => perWord((name) => find(owner, name)));
  return (owner: string, name: string): Answer => ofOwner(owner)(name);
}
