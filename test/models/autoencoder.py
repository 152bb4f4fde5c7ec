"""ConvAutoencoder: strided convolutions down, transposed convolutions up."""
# entry: ConvAutoencoder(1, 16)
# inputs: float32[3,1,28,28]
import torch
import torch.nn as nn


class ConvAutoencoder(nn.Module):
    def __init__(self, channels=1, hidden=16):
        super(ConvAutoencoder, self).__init__()
        # 28 -> 14 -> 7 -> 1
        self.encoder = nn.Sequential(
            nn.Conv2d(channels, hidden, 3, stride=2, padding=1),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(hidden, hidden * 2, 3, stride=2, padding=1),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(hidden * 2, hidden * 4, 7),
        )
        # 1 -> 7 -> 14 -> 28
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(hidden * 4, hidden * 2, 7),
            nn.ReLU(True),
            nn.ConvTranspose2d(hidden * 2, hidden, 3, stride=2, padding=1, output_padding=1),
            nn.ReLU(True),
            nn.ConvTranspose2d(hidden, channels, 4, 2, 1),
            nn.Tanh(),
        )

    def encode(self, x):
        return self.encoder(x)

    def decode(self, code):
        return self.decoder(code)

    def forward(self, x):
        code = self.encode(x)
        return self.decode(code), code.squeeze(3).squeeze(2)


if __name__ == '__main__':
    model = ConvAutoencoder()
    x = torch.rand(8, 1, 28, 28) * 2 - 1
    y, z = model(x)
    print(y.shape, z.shape, nn.MSELoss()(y, x).item())
