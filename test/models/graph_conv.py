"""GCN: graph convolution and graph attention over a dense adjacency matrix."""
# entry: GCN(6, 8, 3)
# inputs: float32[7,6], int64[7,7]<2
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.parameter import Parameter


class GraphConvolution(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super(GraphConvolution, self).__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(torch.empty(in_features, out_features))
        if bias:
            self.bias = Parameter(torch.empty(out_features))
        else:
            self.register_parameter('bias', None)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1. / math.sqrt(self.weight.size(1))
        self.weight.data.uniform_(-stdv, stdv)
        if self.bias is not None:
            self.bias.data.uniform_(-stdv, stdv)

    def forward(self, input, adj):
        support = torch.mm(input, self.weight)
        output = torch.matmul(adj, support)
        if self.bias is not None:
            return output + self.bias
        return output

    def __repr__(self):
        return f"{self.__class__.__name__} ({self.in_features} -> {self.out_features})"


class GraphAttention(nn.Module):
    def __init__(self, in_features, out_features, alpha=0.2):
        super(GraphAttention, self).__init__()
        self.W = Parameter(torch.empty(size=(in_features, out_features)))
        nn.init.xavier_uniform_(self.W, gain=1.414)
        self.a = Parameter(torch.empty(size=(2 * out_features, 1)))
        nn.init.xavier_uniform_(self.a, gain=1.414)
        self.out_features = out_features
        self.leakyrelu = nn.LeakyReLU(alpha)

    def forward(self, h, adj):
        Wh = torch.mm(h, self.W)
        e = torch.matmul(Wh, self.a[:self.out_features, :]) + torch.matmul(Wh, self.a[self.out_features:, :]).T
        e = self.leakyrelu(e)

        zero_vec = -9e15 * torch.ones_like(e)
        attention = torch.where(adj > 0, e, zero_vec)
        attention = F.softmax(attention, dim=1)
        return F.elu(torch.matmul(attention, Wh))


class GCN(nn.Module):
    def __init__(self, nfeat, nhid, nclass, dropout=0.5):
        super(GCN, self).__init__()
        self.gc1 = GraphConvolution(nfeat, nhid)
        self.att = GraphAttention(nhid, nhid)
        self.gc2 = GraphConvolution(nhid, nclass, bias=False)
        self.dropout = dropout

    @staticmethod
    def normalize(adj):
        """D^-1/2 (A + I) D^-1/2 of the symmetrized graph"""
        adj = torch.clamp(adj + adj.t(), max=1)
        adj = adj + torch.eye(adj.size(0), device=adj.device)
        d_inv_sqrt = adj.sum(dim=1).pow(-0.5)
        return d_inv_sqrt.unsqueeze(1) * adj * d_inv_sqrt.unsqueeze(0)

    def forward(self, x, edges):
        adj = self.normalize(edges.float())
        x = F.relu(self.gc1(x, adj))
        x = F.dropout(x, self.dropout, training=self.training)
        x = self.att(x, adj)
        x = self.gc2(x, adj)
        return F.log_softmax(x, dim=1)
