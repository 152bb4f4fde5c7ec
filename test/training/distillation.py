"""Knowledge distillation: a student learns from the labels and from a teacher in evaluation mode."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(10, 32), nn.ReLU(), nn.Dropout(0.1), nn.Linear(32, 4))

    def forward(self, x):
        return self.net(x)


class Student(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(10, 8), nn.ReLU(), nn.Linear(8, 4))

    def forward(self, x):
        return self.net(x)


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.teacher = Teacher()
        self.student = Student()


def make_model():
    return Pair()


def train_knowledge_distillation(teacher, student, train_loader, epochs, learning_rate, T, soft_target_loss_weight):
    ce_loss = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(student.parameters(), lr=learning_rate)

    teacher.eval()  # Teacher set to evaluation mode
    student.train()  # Student to train mode

    history = []
    for epoch in range(epochs):
        for inputs, labels in train_loader:
            optimizer.zero_grad()

            # Forward pass with the teacher model - do not save gradients here
            with torch.no_grad():
                teacher_logits = teacher(inputs)

            # Forward pass with the student model
            student_logits = student(inputs)

            # Soften the student logits by applying softmax first and log() second
            soft_targets = F.softmax(teacher_logits / T, dim=-1)
            soft_prob = F.log_softmax(student_logits / T, dim=-1)
            soft_targets_loss = F.kl_div(soft_prob, soft_targets, reduction='batchmean') * (T ** 2)

            # Calculate the true label loss
            label_loss = ce_loss(student_logits, labels)

            # Weighted sum of the two losses
            loss = soft_target_loss_weight * soft_targets_loss + (1 - soft_target_loss_weight) * label_loss

            loss.backward()
            optimizer.step()
            history.append(loss.item())
    return history


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(34)
    loader = []
    for _ in range(10):
        x = rng.randn(16, 10).astype(np.float32)
        loader.append((torch.tensor(x), torch.tensor(x[:, :4].argmax(1))))
    return train_knowledge_distillation(model.teacher, model.student, loader, epochs=2, learning_rate=0.01, T=2,
                                        soft_target_loss_weight=0.25)


if __name__ == "__main__":
    run()
