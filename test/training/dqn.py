"""DQN: a target network, a replay memory of tensors, smooth L1 loss, gradients clamped, soft update."""
import random
from collections import deque, namedtuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

Transition = namedtuple('Transition', ('state', 'action', 'next_state', 'reward', 'done'))


class ReplayMemory(object):
    def __init__(self, capacity):
        self.memory = deque([], maxlen=capacity)

    def push(self, *args):
        self.memory.append(Transition(*args))

    def sample(self, batch_size, rng):
        index = rng.choice(len(self.memory), batch_size, replace=False)
        return [self.memory[i] for i in index]

    def __len__(self):
        return len(self.memory)


class QNet(nn.Module):
    def __init__(self, n_obs, n_actions):
        super().__init__()
        self.layer1 = nn.Linear(n_obs, 32)
        self.layer2 = nn.Linear(32, 32)
        self.layer3 = nn.Linear(32, n_actions)

    def forward(self, x):
        x = F.relu(self.layer1(x))
        x = F.relu(self.layer2(x))
        return self.layer3(x)


class Agent:
    def __init__(self, policy, gamma=0.9, tau=0.1, lr=1e-2):
        self.policy_net = policy
        self.target_net = QNet(4, 2)
        self.target_net.load_state_dict(self.policy_net.state_dict())
        self.target_net.eval()
        self.optimizer = optim.AdamW(self.policy_net.parameters(), lr=lr, amsgrad=True)
        self.memory = ReplayMemory(200)
        self.gamma = gamma
        self.tau = tau
        self.rng = np.random.RandomState(7)

    def select_action(self, state, eps):
        if self.rng.rand() > eps:
            with torch.no_grad():
                return self.policy_net(state).max(1)[1].view(1, 1)
        return torch.tensor([[self.rng.randint(2)]], dtype=torch.long)

    def optimize(self, batch_size=8):
        if len(self.memory) < batch_size:
            return None
        batch = Transition(*zip(*self.memory.sample(batch_size, self.rng)))
        state_batch = torch.cat(batch.state)
        action_batch = torch.cat(batch.action)
        reward_batch = torch.cat(batch.reward)
        next_batch = torch.cat(batch.next_state)
        done_batch = torch.cat(batch.done)

        state_action_values = self.policy_net(state_batch).gather(1, action_batch)
        with torch.no_grad():
            next_state_values = self.target_net(next_batch).max(1).values
        expected = (next_state_values * self.gamma) * (1 - done_batch) + reward_batch

        criterion = nn.SmoothL1Loss()
        loss = criterion(state_action_values, expected.unsqueeze(1))

        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_value_(self.policy_net.parameters(), 100)
        self.optimizer.step()
        return loss.item()

    def soft_update(self):
        target_net_state_dict = self.target_net.state_dict()
        policy_net_state_dict = self.policy_net.state_dict()
        for key in policy_net_state_dict:
            target_net_state_dict[key] = policy_net_state_dict[key] * self.tau + target_net_state_dict[key] * (1 - self.tau)
        self.target_net.load_state_dict(target_net_state_dict)


def make_model():
    return QNet(4, 2)


def run(model):
    agent = Agent(model)
    env = np.random.RandomState(8)
    state = torch.tensor(env.randn(4), dtype=torch.float32).unsqueeze(0)
    history = []
    for t in range(30):
        action = agent.select_action(state, eps=0.5)
        nxt = torch.tensor(env.randn(4), dtype=torch.float32).unsqueeze(0)
        reward = torch.tensor([float(env.rand() + action.item())])
        done = torch.tensor([float(t % 10 == 9)])
        agent.memory.push(state, action, nxt, reward, done)
        state = nxt
        loss = agent.optimize()
        agent.soft_update()
        if loss is not None:
            history.append(loss)
    return history
