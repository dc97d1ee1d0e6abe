"""The last layer of a model computes for all tokens what is wanted of a few: the ones behind which an answer goes on.

Keys and values are needed of every token, but nobody looks at what the last feed-forward network makes of those that no
logits are asked for. It is two thirds of a layer: of 16 layers, 4% of what a passage costs.

Not covered: the last layer's queries and attention output, which each architecture computes in its own way.
"""

from typing import Any

import torch
from torch import nn


class FewRows(nn.Module):
    """A feed-forward network that can be told to compute only some of the tokens; (1, new, width) -> the same.

    One that takes more than the tokens (Bloom's adds the residual itself) computes all of them.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self._network = network
        #: Places of the tokens that are wanted; None for all.
        self.wanted: torch.Tensor | None = None

    def forward(self, hidden: torch.Tensor, *more: Any) -> Any:
        if more or self.wanted is None or len(self.wanted) == hidden.shape[1]:
            return self._network(hidden, *more)
        out = torch.zeros_like(hidden)
        out[:, self.wanted] = self._network(hidden[:, self.wanted])
        return out


def few_rows_in_last_layer(model: Any) -> FewRows:
    """Put a FewRows around the last layer's network, once. In a model without one of that name it stands aside."""
    layers = max((part for part in model.modules() if isinstance(part, nn.ModuleList)), key=len, default=None)
    network = getattr(layers[-1], "mlp", None) if layers else None
    if isinstance(network, FewRows):
        return network
    if network is None or layers is None:
        return FewRows(nn.Identity())
    layers[-1].mlp = FewRows(network)
    return layers[-1].mlp
