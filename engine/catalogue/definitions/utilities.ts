import { define } from "../definition.ts";

export const SUBSET = define(`class Subset:
    """Those items of a data set whose indices are given."""

    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index):
        return self.dataset[self.indices[index]]

    def __len__(self):
        return len(self.indices)
`);

export const CONCAT_DATASET = define(`class ConcatDataset:
    """Several data sets, one behind the other."""

    def __init__(self, datasets):
        self.datasets = list(datasets)

    def __getitem__(self, index):
        rest = index + len(self) if index < 0 else index
        for dataset in self.datasets:
            if rest < len(dataset):
                return dataset[rest]
            rest -= len(dataset)
        raise IndexError(index)

    def __len__(self):
        return sum(len(dataset) for dataset in self.datasets)
`);

export const DOWNLOAD = define(`def download_url_to_file(url, dst, hash_prefix=None, progress=True):
    """Reads a file from the web, and checks how the SHA-256 of its bytes begins if that is given."""
    import hashlib
    import urllib.request

    with urllib.request.urlopen(url) as response:
        data = response.read()
    if hash_prefix and not hashlib.sha256(data).hexdigest().startswith(hash_prefix):
        raise RuntimeError(f"{url} does not have the hash {hash_prefix}")
    with open(dst, "wb") as file:
        file.write(data)
`);

/** Plain Python for data sets, files and names. */
export const UTILITIES = [SUBSET, CONCAT_DATASET, DOWNLOAD];
