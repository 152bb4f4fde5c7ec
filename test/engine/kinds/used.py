import torch
from elsewhere import accelerator, plot


def tensors(a, b, c, d, e, model):
    a.log_softmax(-1)  # kind: Tensor (likely)
    a  # kind: Tensor (likely)
    b.sum(dim=1)  # kind: Tensor (likely)
    c.sum(1)  # kind: unknown
    c  # kind: unknown
    (-d).view(-1, 2)  # kind: Tensor (likely)
    e["x"].float()  # kind: Tensor (likely)
    model.float()  # kind: unknown
    accelerator.unwrap_model(model).cpu()  # kind: unknown
    a.add_(1)  # kind: Tensor (likely)
    plot.scatter(b, c)  # kind: unknown
    if torch.is_tensor(c):
        c  # kind: Tensor (certain)


def others(name, table, items, path, array, found, parser, unknown):
    name.lower().split("a")  # kind: list[str] (likely)
    name  # kind: str (likely)
    for key, value in table.items():
        key.startswith("a")  # kind: bool (likely)
    table  # kind: dict[?, ?] (likely)
    items.append(1)
    items  # kind: list[?] (likely)
    path.is_file()  # kind: bool (likely)
    array.astype("float32")  # kind: something of numpy (likely)
    found.group(1)  # kind: str (likely)
    parser.parse_args()  # kind: Namespace (likely)
    unknown.to("cpu")  # kind: unknown
    return unknown.anything()  # kind: unknown


def models(a, net):
    a.register_forward_hook(print)
    a  # kind: Module (likely)
    net.eval()  # kind: Module (likely)
    net.train(True)  # kind: Module (likely)
    net = "net"
    return net.eval()  # kind: unknown


def mistaken(x, scale=1.0, width=3):
    scale = scale / 3  # kind: float (likely)
    scale.clamp(min=1.0)  # kind: Tensor (likely)
    width = width - 1
    width.bit_length()  # kind: unknown
    return width  # kind: int (likely)


class Scale(torch.autograd.Function):
    @staticmethod
    def backward(ctx, grad):
        x, scale = ctx.saved_tensors
        return scale  # kind: Tensor (likely)


loaded = plot.load("a")
loaded.cuda()
loaded  # kind: unknown
loaded.train()  # kind: unknown
loaded.register_forward_hook(print)
loaded  # kind: Module (likely)
loaded(torch.ones(3))  # kind: Tensor (likely)


def batches(loader: torch.utils.data.DataLoader):
    for images, targets in loader:
        targets  # kind: Tensor (likely)
        for key, value in targets.items():
            key  # kind: unknown
        return targets  # kind: dict[?, ?] (likely)


def later(criterion, lib, cfg, steps):
    loss = criterion(cfg)  # kind: unknown
    loss  # kind: Tensor (likely)
    loss = loss / steps  # kind: Tensor (likely)
    loss.backward()
    total = 0
    for _ in steps:
        total += lib.loss(cfg)
    total  # kind: Tensor (likely)
    total.backward()
    logits, hidden = lib.run(cfg)
    logits  # kind: Tensor (likely)
    hidden  # kind: unknown
    logits.contiguous()
    twice = lib.run(cfg)
    twice  # kind: unknown
    twice = lib.run(twice)
    twice.contiguous()
    engine = lib.engine(cfg)
    engine.backward(loss)
    engine  # kind: unknown
    for item in lib.parts(cfg):
        item  # kind: Tensor (likely)
        item.unsqueeze(0)
    lib.scores(cfg).eq(cfg)  # kind: Tensor (likely)
    _, found = lib.scores(cfg).topk(5)
    return found  # kind: Tensor (likely)


def restored(lib, path, device):
    kept = lib.read(path)
    ema = (kept["ema"] or kept["model"]).to(device).float()
    ema  # kind: unknown
    lib.network(3).to(device).half()  # kind: unknown
    batch = lib.read(path)
    return batch["image"].to(device).float()  # kind: Tensor (likely)


def otherwise(loader: torch.utils.data.DataLoader, rows: list, text: str, table, index):
    for batch in loader:
        batch = batch.to("cpu").float()
        batch  # kind: Tensor (likely)
    rows.unsqueeze(0)  # kind: Tensor (likely)
    text.compute()  # kind: unknown
    table.items()
    table  # kind: dict[?, ?] (likely)
    table.size(0)  # kind: unknown
    index = index.append(3)
    index  # kind: unknown
    array = torch.ones(2).cpu().numpy()
    array.items()  # kind: unknown


def larger(a, b, dim, x: torch.Tensor):
    torch.max(a, 1)  # kind: tuple[Tensor, Tensor] (certain)
    torch.max(a, dim)  # kind: tuple[Tensor, Tensor] (certain)
    torch.max(a, b)  # kind: unknown
    torch.max(a, x)  # kind: Tensor (certain)
    torch.max(a)  # kind: Tensor (certain)
    x.min(b)  # kind: unknown
    x.min(x)  # kind: Tensor (certain)
    x.min(-1, True)  # kind: tuple[Tensor, Tensor] (certain)
    return x.min(dim=b)  # kind: tuple[Tensor, Tensor] (certain)


torch.load("a", map_location=lambda storage, place: storage.cuda(0))  # finds: checkpoint
