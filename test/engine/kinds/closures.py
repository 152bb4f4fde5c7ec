import torch
from torch import nn


def collected(net, x):
    m = []

    def hook(module, inputs, output):
        m.extend(output)
        m  # kind: list[?] (likely)

    net.register_forward_hook(hook)
    net(x)
    m = torch.ones(2)
    m  # kind: Tensor (certain)


def settled(x):
    m = []
    m = torch.ones(2)

    def use():
        m  # kind: Tensor (certain)

    return use


def later():
    def use():
        m  # kind: Tensor (certain)

    m = torch.ones(2)
    use()


def alike(x):
    m = torch.zeros(2)

    def use():
        m  # kind: Tensor (certain)

    m = torch.ones(2)
    return use


def on_a_path(c):
    m = []

    def use():
        m  # kind: unknown

    if c:
        m = torch.ones(2)
    return use


def called_before():
    m = []

    def use():
        m  # kind: unknown

    use()
    m = torch.ones(2)
    use()


def called_on_a_path(c):
    m = []

    def use():
        m  # kind: unknown

    if c:
        m = torch.ones(2)
        use()


def in_loop(xs):
    for x in xs:
        m = []

        def use():
            m  # kind: unknown

        m = torch.stack(m)
        use()


def in_with(xs):
    with torch.no_grad():
        m = []

        def use():
            m  # kind: unknown

        m = torch.stack(m)
        use()


def parameter(m: torch.Tensor):
    def use():
        m  # kind: unknown

    m = [m]
    return use


def unknown_before(load):
    m = load()

    def use():
        m  # kind: Tensor (likely)

    m = torch.ones(2)
    return use


def deep(x):
    m = []

    def outer():
        def inner():
            m  # kind: unknown

        return inner

    m = torch.ones(2)
    return outer


def lambdas(x):
    m = []
    f = lambda: m.sum()
    m = torch.ones(2)
    return f


def nothing_before():
    m = None

    def use():
        m  # kind: Tensor (certain)

    m = torch.ones(2)
    return use


def number_before(xs):
    total = 0

    def use():
        total  # kind: Tensor or number (likely)

    for x in xs:
        total = total + torch.ones(2)
    total = torch.ones(2)
    return use


features = []


def note(output):
    features.append(output)
    features  # kind: list[?] (likely)


net = nn.Linear(2, 2)


def model():
    net  # kind: Module (certain)


net = nn.Sequential(net)
features = torch.stack(features)


def after():
    features  # kind: Tensor (certain)
    net  # kind: Sequential[Linear] (certain)


def comprehension():
    m = []
    k = [m for _ in range(3)]  # kind: list[list[?]] (certain)
    m = torch.ones(2)
    return k


if torch.cuda.is_available():
    buffer = []
else:
    buffer = torch.ones(2)


def reads():
    buffer  # kind: unknown


try:
    where = []
except Exception:
    where = torch.ones(2)


def reads_too():
    where  # kind: unknown


for i in range(3):
    def inside_loop():
        state  # kind: unknown

    state = torch.ones(2)
    state = []
