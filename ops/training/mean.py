"""The mean of trained adapters: `python -m ops.training.mean OUT ADAPTER ADAPTER`. It may answer better than each of
them, where one was trained further from another; it is to be measured.

Source: Wortsman and others, Model soups, 2022. There whole weights are averaged; here it is what adapters add to them,
B · A, of which the part of the first one's rank is kept that is nearest to the mean (Eckart and Young, 1936).
"""

import json
import shutil
from pathlib import Path
from typing import Annotated

import torch
import typer
from safetensors.torch import load_file, save_file

from ops.training.adapter import OtherAdapter
from worker.adapter import CONFIG, WEIGHTS


def mean_of(adapters: list[Path], folder: Path) -> float:
    """Write the mean into `folder`, in fp16; the share of it that its rank does not hold, 0 to 1, of the layer that
    loses most.

    Raises:
        OSError: an adapter is not there.
        OtherAdapter: they are not of one model, one rank and one scale.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sides = [load_file(adapter / WEIGHTS) for adapter in adapters]
    configs = [json.loads((adapter / CONFIG).read_text(encoding="utf-8")) for adapter in adapters]
    scales = {(config.get("base_model_name_or_path"), config["lora_alpha"]) for config in configs}
    shapes = {tuple((name, side.shape) for name, side in sorted(each.items())) for each in sides}
    if len(shapes) > 1 or len(scales) > 1:
        raise OtherAdapter("a mean can be made of adapters of one model, one rank and one alpha alone")
    weights, lost = {}, 0.0
    for a in (name for name in sides[0] if ".lora_A." in name):
        b = a.replace(".lora_A.", ".lora_B.")
        rank = len(sides[0][a])
        mean = sum((each[b].float() @ each[a].float() for each in sides), torch.zeros(())) / len(sides)  # (out, in)
        left, strengths, right = torch.linalg.svd(mean, full_matrices=False)
        root = strengths[:rank].sqrt()
        weights[b] = (left[:, :rank] * root).half().contiguous()
        weights[a] = (root[:, None] * right[:rank]).half().contiguous()
        lost = max(lost, float((strengths[rank:] ** 2).sum() / (strengths**2).sum()))
    shutil.copy(adapters[0] / CONFIG, folder)
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})
    return lost


def main(
    out: Annotated[Path, typer.Argument(help="folder of the mean")],
    adapters: Annotated[list[Path], typer.Argument(help="folders of the adapters")],
) -> None:
    """Write the mean of adapters."""
    typer.echo(f"{out}: at most {mean_of(adapters, out):.2%} of a layer is lost")


if __name__ == "__main__":
    typer.run(main)
