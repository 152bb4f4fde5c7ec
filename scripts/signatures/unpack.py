"""Takes the Python sources and stubs of one package out of a wheel: `unpack.py WHEEL PACKAGE FOLDER`."""

import sys
import zipfile


def main(wheel: str, package: str, folder: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(f"{package}/") and name.endswith((".py", ".pyi")):
                archive.extract(name, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
