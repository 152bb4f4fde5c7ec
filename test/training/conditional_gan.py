"""A conditional GAN with types of tensors under names."""
import numpy as np
import torch
import torch.nn as nn
from torch.autograd import Variable

n_classes, latent_dim = 5, 6
FloatTensor = torch.FloatTensor
LongTensor = torch.LongTensor


class Generator(nn.Module):
    def __init__(self):
        super(Generator, self).__init__()
        self.label_emb = nn.Embedding(n_classes, n_classes)

        def block(in_feat, out_feat, normalize=True):
            layers = [nn.Linear(in_feat, out_feat)]
            if normalize:
                layers.append(nn.BatchNorm1d(out_feat, 0.8))
            layers.append(nn.LeakyReLU(0.2, inplace=True))
            return layers

        self.model = nn.Sequential(*block(latent_dim + n_classes, 16, normalize=False), *block(16, 16), nn.Linear(16, 9), nn.Tanh())

    def forward(self, noise, labels):
        gen_input = torch.cat((self.label_emb(labels), noise), -1)
        img = self.model(gen_input)
        return img.view(img.size(0), 1, 3, 3)


class Discriminator(nn.Module):
    def __init__(self):
        super(Discriminator, self).__init__()
        self.label_embedding = nn.Embedding(n_classes, n_classes)
        self.model = nn.Sequential(nn.Linear(n_classes + 9, 16), nn.LeakyReLU(0.2, inplace=True), nn.Dropout(0.4), nn.Linear(16, 1))

    def forward(self, img, labels):
        d_in = torch.cat((img.view(img.size(0), -1), self.label_embedding(labels)), -1)
        return self.model(d_in)


def make_model():
    return Generator(), Discriminator()


def run(generator, discriminator):
    np.random.seed(0)
    adversarial_loss = torch.nn.MSELoss()
    optimizer_G = torch.optim.SGD(generator.parameters(), lr=0.02)
    optimizer_D = torch.optim.SGD(discriminator.parameters(), lr=0.02)
    losses = []
    for i in range(20):
        imgs = FloatTensor(np.random.randn(6, 1, 3, 3))
        labels = LongTensor(np.random.randint(0, n_classes, 6))
        batch_size = imgs.shape[0]
        valid = Variable(FloatTensor(batch_size, 1).fill_(1.0), requires_grad=False)
        fake = Variable(FloatTensor(batch_size, 1).fill_(0.0), requires_grad=False)
        real_imgs = Variable(imgs.type(FloatTensor))
        labels = Variable(labels.type(LongTensor))
        optimizer_G.zero_grad()
        z = Variable(FloatTensor(np.random.normal(0, 1, (batch_size, latent_dim))))
        gen_labels = Variable(LongTensor(np.random.randint(0, n_classes, batch_size)))
        gen_imgs = generator(z, gen_labels)
        validity = discriminator(gen_imgs, gen_labels)
        g_loss = adversarial_loss(validity, valid)
        g_loss.backward()
        optimizer_G.step()
        optimizer_D.zero_grad()
        validity_real = discriminator(real_imgs, labels)
        d_real_loss = adversarial_loss(validity_real, valid)
        validity_fake = discriminator(gen_imgs.detach(), gen_labels)
        d_fake_loss = adversarial_loss(validity_fake, fake)
        d_loss = (d_real_loss + d_fake_loss) / 2
        d_loss.backward()
        optimizer_D.step()
        losses += [d_loss.item(), g_loss.item()]
    return losses
