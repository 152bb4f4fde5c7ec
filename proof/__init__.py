"""Runs a piece of code in PyTorch and what became of it in MindSpore, and compares what the two compute."""
