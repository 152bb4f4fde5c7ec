"""REINFORCE as in the examples: log-probabilities collected over an episode, returns normalised, one update."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class Policy(nn.Module):
    def __init__(self):
        super(Policy, self).__init__()
        self.affine1 = nn.Linear(4, 16)
        self.affine2 = nn.Linear(16, 2)
        self.saved_log_probs = []
        self.rewards = []

    def forward(self, x):
        x = self.affine1(x)
        x = F.relu(x)
        return F.softmax(self.affine2(x), dim=1)


def make_model():
    return Policy()


def finish_episode(policy, optimizer, states, actions, rewards, gamma=0.99):
    R = 0
    returns = []
    for r in rewards[::-1]:
        R = r + gamma * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + 1e-6)
    policy_loss = []
    for state, action, ret in zip(states, actions, returns):
        probs = policy(state.unsqueeze(0))
        policy_loss.append(-torch.log(probs[0, action]) * ret)
    optimizer.zero_grad()
    policy_loss = torch.stack(policy_loss).sum()
    policy_loss.backward()
    optimizer.step()
    return policy_loss.item()


def run(policy):
    rng = np.random.RandomState(9)
    optimizer = optim.Adam(policy.parameters(), lr=1e-2)
    history = []
    for episode in range(6):
        states = [torch.from_numpy(rng.randn(4)).float() for _ in range(5)]
        actions = [int(a) for a in rng.randint(0, 2, 5)]
        rewards = [float(r) for r in rng.rand(5)]
        history.append(finish_episode(policy, optimizer, states, actions, rewards))
    return history
