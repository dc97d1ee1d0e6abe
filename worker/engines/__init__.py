"""The engines, by the name a model's card gives them."""

from schemas.catalogue import ModelCard
from schemas.errors import EngineMissing
from schemas.settings import Settings
from worker.engines.contract import Engine


def load_engine(card: ModelCard, settings: Settings) -> Engine:
    """The engine of a card, its model in memory. Prepares the model's files first where nobody has.

    torch is imported here and not before, and only for a model that runs on it: a process that forks must not have it.

    Raises:
        EngineMissing: this version has no engine of that name.
        PrecisionMissing: the precision that is set cannot be had on this machine.
        ModelFilesMissing, ModelFilesBroken, WeightsPackageMissing: the model's files are not usable.
    """
    match card.engine:
        case "scripted":
            from worker.engines.scripted import ScriptedEngine

            return ScriptedEngine(card, settings)
        case "transformers":
            from worker.engines.causal import TransformersEngine
            from worker.prepare import prepare
            from worker.threads import use_threads

            use_threads(settings)
            return TransformersEngine(card, prepare(card, settings), settings)
        case _:
            raise EngineMissing(name=card.name, engine=card.engine)
