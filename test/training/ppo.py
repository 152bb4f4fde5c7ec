"""PPO-like update: several inner epochs over stored data, ratio clipping, entropy bonus, value loss, old log-probs detached."""
import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical


class ActorCritic(nn.Module):
    def __init__(self, state_dim=4, action_dim=3):
        super().__init__()
        self.actor = nn.Sequential(nn.Linear(state_dim, 16), nn.Tanh(), nn.Linear(16, action_dim), nn.Softmax(dim=-1))
        self.critic = nn.Sequential(nn.Linear(state_dim, 16), nn.Tanh(), nn.Linear(16, 1))

    def evaluate(self, state, action):
        probs = self.actor(state)
        logp = torch.log(probs.gather(1, action.unsqueeze(1)).squeeze(1))
        entropy = -(probs * torch.log(probs)).sum(-1)
        return logp, self.critic(state).squeeze(-1), entropy


class PPO:
    def __init__(self, policy, lr_actor=3e-3, lr_critic=1e-2, K_epochs=4, eps_clip=0.2):
        self.policy = policy
        self.K_epochs = K_epochs
        self.eps_clip = eps_clip
        self.optimizer = torch.optim.Adam([
            {'params': self.policy.actor.parameters(), 'lr': lr_actor},
            {'params': self.policy.critic.parameters(), 'lr': lr_critic},
        ])
        self.MseLoss = nn.MSELoss()

    def update(self, states, actions, rewards):
        with torch.no_grad():
            old_logprobs, old_values, _ = self.policy.evaluate(states, actions)
        advantages = rewards.detach() - old_values.detach()
        losses = []
        for _ in range(self.K_epochs):
            logprobs, state_values, dist_entropy = self.policy.evaluate(states, actions)
            ratios = torch.exp(logprobs - old_logprobs.detach())
            surr1 = ratios * advantages
            surr2 = torch.clamp(ratios, 1 - self.eps_clip, 1 + self.eps_clip) * advantages
            loss = -torch.min(surr1, surr2) + 0.5 * self.MseLoss(state_values, rewards) - 0.01 * dist_entropy
            self.optimizer.zero_grad()
            loss.mean().backward()
            self.optimizer.step()
            losses.append(loss.mean().item())
        return losses


def make_model():
    return ActorCritic()


def run(policy):
    rng = np.random.RandomState(23)
    ppo = PPO(policy)
    out = []
    for _ in range(5):
        states = torch.FloatTensor(rng.randn(12, 4))
        actions = torch.LongTensor(rng.randint(0, 3, 12))
        rewards = torch.FloatTensor(rng.rand(12))
        out += ppo.update(states, actions, rewards)
    return out
