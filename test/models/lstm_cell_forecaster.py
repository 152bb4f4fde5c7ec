"""Forecaster: LSTM cells unrolled by hand, that go on from their own predictions."""
# entry: Forecaster(10, 4)
# inputs: float32[3,12]
import torch
import torch.nn as nn


class Forecaster(nn.Module):
    def __init__(self, hidden=51, future=0):
        super(Forecaster, self).__init__()
        self.hidden = hidden
        self.future = future
        self.lstm1 = nn.LSTMCell(1, hidden)
        self.lstm2 = nn.LSTMCell(hidden, hidden)
        self.linear = nn.Linear(hidden, 1)

    def forward(self, input):
        outputs = []
        n = input.size(0)
        h_t = torch.zeros(n, self.hidden, dtype=input.dtype, device=input.device)
        c_t = torch.zeros(n, self.hidden, dtype=input.dtype, device=input.device)
        h_t2 = h_t.new_zeros(n, self.hidden)
        c_t2 = h_t.new_zeros(n, self.hidden)

        for input_t in input.split(1, dim=1):
            h_t, c_t = self.lstm1(input_t, (h_t, c_t))
            h_t2, c_t2 = self.lstm2(h_t, (h_t2, c_t2))
            output = self.linear(h_t2)
            outputs.append(output)

        # predict the future
        for _ in range(self.future):
            h_t, c_t = self.lstm1(output, (h_t, c_t))
            h_t2, c_t2 = self.lstm2(h_t, (h_t2, c_t2))
            output = self.linear(h_t2)
            outputs.append(output)

        return torch.stack(outputs, dim=1).squeeze(2)


if __name__ == '__main__':
    t = torch.linspace(0, 6.28, 50)
    waves = torch.stack([torch.sin(t + shift) for shift in (0.0, 0.5, 1.0)])
    print(Forecaster(future=10)(waves).shape)
