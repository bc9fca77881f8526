"""Tensors and their gradients on the processor."""

import torch


def trains() -> bool:
    """A few steps of gradient descent, with autograd's own threads."""
    torch.manual_seed(1)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    data = torch.rand(64, 2)
    losses: list[float] = []
    for _ in range(20):
        loss = ((model(data) - data.sum(1, keepdim=True)) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[-1] < losses[0]


def doubled(values: object) -> object:
    """Arithmetic of torch on JavaScript's memory."""
    return (torch.frombuffer(values, dtype=torch.float32) * 2).numpy()


def multiply() -> None:
    """Some seconds in C++, with Python's lock released."""
    factor = torch.rand(2_500, 2_500)
    for _ in range(30):
        torch.matmul(factor, factor)
