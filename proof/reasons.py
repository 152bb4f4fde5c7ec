"""Why a case could not be run, when it is not the code that is wrong."""

import re

_SIGNS = {
    "no-cpu-kernel": r"unregistered|Unsupported op|not supported on this device|does not support CPU|kernel.*not exist",
    "needs-device": r"not compiled with CUDA|No CUDA GPUs|NVIDIA driver|Unsupported device target|device target.*not",
    "needs-download": r"URLError|urlopen error|HTTPError|Failed to resolve|Temporary failure in name resolution",
}


def reason_for(message):
    """The reason, of a closed list, that an error message gives for not having run; None if it gives none."""
    return next((reason for reason, sign in _SIGNS.items() if re.search(sign, message, re.IGNORECASE)), None)
