"""A GAN on two-dimensional points: the discriminator and the generator take turns, each with its own Adam."""
import numpy as np
import torch
import torch.nn as nn


class Generator(nn.Module):
    def __init__(self, latent_dim=4):
        super(Generator, self).__init__()

        def block(in_feat, out_feat, normalize=True):
            layers = [nn.Linear(in_feat, out_feat)]
            if normalize:
                layers.append(nn.BatchNorm1d(out_feat, 0.8))
            layers.append(nn.LeakyReLU(0.2, inplace=True))
            return layers

        self.model = nn.Sequential(
            *block(latent_dim, 16, normalize=False),
            *block(16, 16),
            nn.Linear(16, 2),
        )

    def forward(self, z):
        return self.model(z)


class Discriminator(nn.Module):
    def __init__(self):
        super(Discriminator, self).__init__()
        self.model = nn.Sequential(
            nn.Linear(2, 16),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(16, 1),
            nn.Sigmoid(),
        )

    def forward(self, points):
        return self.model(points)


class GAN(nn.Module):
    def __init__(self):
        super(GAN, self).__init__()
        self.generator = Generator()
        self.discriminator = Discriminator()


def make_model():
    return GAN()


def run(model=None):
    model = make_model() if model is None else model
    generator, discriminator = model.generator, model.discriminator

    rng = np.random.RandomState(13)
    angle = rng.uniform(0, 2 * np.pi, (20, 16, 1))
    circle = np.concatenate([np.cos(angle), np.sin(angle)], axis=-1).astype(np.float32)
    noise = rng.normal(0, 1, (20, 16, 4)).astype(np.float32)

    adversarial_loss = nn.BCELoss()
    optimizer_G = torch.optim.Adam(generator.parameters(), lr=0.005, betas=(0.5, 0.999))
    optimizer_D = torch.optim.Adam(discriminator.parameters(), lr=0.005, betas=(0.5, 0.999))

    losses = []
    for i in range(20):
        real_points = torch.from_numpy(circle[i])
        z = torch.from_numpy(noise[i])

        # Adversarial ground truths
        valid = torch.ones(real_points.size(0), 1, requires_grad=False)
        fake = torch.zeros(real_points.size(0), 1, requires_grad=False)

        # ---------------------
        #  Train Generator
        # ---------------------
        optimizer_G.zero_grad()
        gen_points = generator(z)
        g_loss = adversarial_loss(discriminator(gen_points), valid)
        g_loss.backward()
        optimizer_G.step()

        # ---------------------
        #  Train Discriminator
        # ---------------------
        optimizer_D.zero_grad()
        real_loss = adversarial_loss(discriminator(real_points), valid)
        fake_loss = adversarial_loss(discriminator(gen_points.detach()), fake)
        d_loss = (real_loss + fake_loss) / 2
        d_loss.backward()
        optimizer_D.step()

        losses.extend([g_loss.item(), d_loss.item()])
        if i % 10 == 0:
            print("[Batch %d] [D loss: %f] [G loss: %f]" % (i, d_loss.item(), g_loss.item()))
    return losses


if __name__ == "__main__":
    run()
