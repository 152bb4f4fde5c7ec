"""Terms of an episode collected in several lists."""
import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim
from torch.distributions import Categorical


class ActorCritic(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine = nn.Linear(4, 16)
        self.action_head = nn.Linear(16, 3)
        self.value_head = nn.Linear(16, 1)

    def forward(self, x):
        x = torch.relu(self.affine(x))
        return torch.softmax(self.action_head(x), dim=-1), self.value_head(x)


def make_model():
    return ActorCritic()


def compute_returns(rewards, gamma=0.99):
    R = 0
    returns = []
    for r in rewards[::-1]:
        R = r + gamma * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    return (returns - returns.mean()) / (returns.std() + 1e-6)


def run(model):
    rng = np.random.RandomState(0)
    optimizer = optim.Adam(model.parameters(), lr=3e-3)
    out = []
    for episode in range(20):
        log_probs, values, rewards, entropies = [], [], [], []
        state = rng.randn(4).astype(np.float32)
        for t in range(5):
            probs, value = model(torch.from_numpy(state))
            action = int(rng.choice(3))
            log_prob = torch.log(probs[action])
            entropy = -(probs * torch.log(probs + 1e-8)).sum()
            log_probs.append(log_prob)
            values.append(value)
            entropies.append(entropy)
            rewards.append(float(rng.rand()))
            state = rng.randn(4).astype(np.float32)
        returns = compute_returns(rewards)
        log_probs = torch.stack(log_probs)
        values = torch.cat(values)
        advantage = returns - values.detach()
        actor_loss = -(log_probs * advantage).mean()
        critic_loss = nn.functional.mse_loss(values, returns)
        loss = actor_loss + 0.5 * critic_loss - 0.01 * torch.stack(entropies).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        out.append(loss.item())
    return out
