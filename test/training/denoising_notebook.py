# result: {"losses": losses, "psnr": psnr}
"""A denoising autoencoder, all at the top level, the way notebooks read."""
import math

import numpy as np
import torch
import torch.nn as nn

np.random.seed(0)
torch.manual_seed(0)
X = np.random.rand(40, 1, 8, 8).astype("float32")
noise = 0.1 * np.random.randn(*X.shape).astype("float32")

encoder = nn.Sequential(nn.Conv2d(1, 4, 3, stride=2, padding=1), nn.ReLU())
decoder = nn.Sequential(nn.ConvTranspose2d(4, 1, 4, stride=2, padding=1), nn.Sigmoid())
model = nn.Sequential(encoder, decoder)
g = np.random.RandomState(1)
for p in model.parameters():
    p.data = torch.from_numpy((0.2 * g.randn(*p.shape)).astype("float32"))

criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2, weight_decay=1e-5)
losses = []
for epoch in range(3):
    perm = np.arange(40)
    for i in range(0, 40, 8):
        idx = perm[i:i + 8]
        clean = torch.tensor(X[idx])
        noisy = torch.clamp(clean + torch.tensor(noise[idx]), 0., 1.)
        # ===================forward=====================
        output = model(noisy)
        loss = criterion(output, clean)
        # ===================backward====================
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    # ===================log========================
    print("epoch [{}/{}], loss:{:.4f}".format(epoch + 1, 3, loss.item()))

model.eval()
with torch.no_grad():
    mse = criterion(model(torch.from_numpy(X)), torch.from_numpy(X)).item()
psnr = 10 * math.log10(1 / mse)
