"""A denoising autoencoder: one Adam over the parameters of two modules, binary cross-entropy on the logits."""
import itertools

import numpy as np
import torch
import torch.nn as nn


class Encoder(nn.Module):
    def __init__(self, hidden=8):
        super().__init__()
        self.conv1 = nn.Conv2d(1, hidden, 3, stride=2, padding=1)
        self.conv2 = nn.Conv2d(hidden, hidden, 3, stride=2, padding=1)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.conv2(self.act(self.conv1(x)))


class Decoder(nn.Module):
    def __init__(self, hidden=8):
        super().__init__()
        self.up1 = nn.ConvTranspose2d(hidden, hidden, 2, 2)
        self.up2 = nn.ConvTranspose2d(hidden, 1, kernel_size=4, stride=2, padding=1)
        self.act = nn.ReLU()

    def forward(self, z):
        return self.up2(self.act(self.up1(z)))


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()

    def forward(self, x):
        return self.decoder(self.encoder(x))


def make_model():
    return Autoencoder()


def run(model=None):
    model = make_model() if model is None else model
    encoder, decoder = model.encoder, model.decoder
    rng = np.random.RandomState(10)
    clean = (rng.rand(20, 6, 1, 12, 12) > 0.7).astype(np.float32)
    noise = 0.2 * rng.randn(*clean.shape).astype(np.float32)

    criterion = nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(itertools.chain(encoder.parameters(), decoder.parameters()),
                                 lr=0.01, betas=(0.5, 0.999))

    losses = []
    for step in range(20):
        x = torch.from_numpy(clean[step])
        noisy = torch.clamp(x + torch.from_numpy(noise[step]), 0, 1)

        code = encoder(noisy)
        recon = decoder(code)
        loss = criterion(recon, x) + 1e-3 * code.abs().mean()

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())

    with torch.no_grad():
        recon = torch.sigmoid(model(torch.from_numpy(clean[0])))
        print('error', (recon - torch.from_numpy(clean[0])).abs().mean().item())
    return losses


if __name__ == '__main__':
    run()
