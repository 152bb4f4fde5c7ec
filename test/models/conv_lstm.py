"""ConvLSTM: recurrent layers whose gates are convolutions, over the frames of a video."""
# entry: ConvLSTM(2, [4, 6], kernel_size=(3, 5))
# inputs: float32[2,3,2,10,12]
import torch
import torch.nn as nn


class ConvLSTMCell(nn.Module):
    def __init__(self, in_channels, hidden, kernel_size, bias=True):
        super(ConvLSTMCell, self).__init__()
        self.hidden = hidden
        self.padding = kernel_size[0] // 2, kernel_size[1] // 2
        self.gates = nn.Conv2d(in_channels=in_channels + hidden,
                               out_channels=4 * hidden,
                               kernel_size=kernel_size,
                               padding=self.padding,
                               bias=bias)

    def forward(self, frame, state):
        h, c = state
        i, f, o, g = torch.split(self.gates(torch.cat([frame, h], dim=1)), self.hidden, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c

    def init_state(self, batch_size, height, width):
        device = self.gates.weight.device
        return (torch.zeros(batch_size, self.hidden, height, width, device=device),
                torch.zeros(batch_size, self.hidden, height, width, device=device))


class ConvLSTM(nn.Module):
    def __init__(self, in_channels, hidden, kernel_size, batch_first=True):
        super(ConvLSTM, self).__init__()
        if not isinstance(kernel_size, (tuple, int)):
            raise ValueError('kernel_size must be a number or a tuple')
        kernel_size = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
        self.batch_first = batch_first
        sizes = [in_channels] + hidden
        self.cells = nn.ModuleList([ConvLSTMCell(sizes[i], sizes[i + 1], kernel_size) for i in range(len(hidden))])

    def forward(self, frames, states=None):
        if not self.batch_first:
            frames = frames.permute(1, 0, 2, 3, 4)
        b, steps, _, h, w = frames.size()
        if states is None:
            states = [cell.init_state(b, h, w) for cell in self.cells]

        last = []
        for cell, state in zip(self.cells, states):
            outputs = []
            for t in range(steps):
                state = cell(frame=frames[:, t, :, :, :], state=state)
                outputs.append(state[0])
            frames = torch.stack(outputs, dim=1)
            last.append(state)
        return frames, last
