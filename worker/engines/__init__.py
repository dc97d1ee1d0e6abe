"""The engines, by the name a model's card gives them."""

from schemas.catalogue import ModelCard
from schemas.settings import Settings
from worker.engines.contract import Engine


def load_engine(card: ModelCard, settings: Settings) -> Engine:
    """The engine of a card, its model in memory. Prepares the model's files first where nobody has.

    torch and llama.cpp are imported here and not before, and only for a model that runs on them: a process that forks
    must not have them.

    Raises:
        PartMissing: the engine comes with an extra that is not installed.
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
        case "llamacpp":
            from worker.prepare import prepare
            from worker.threads import threads_of

            folder = prepare(card, settings)  # says what is missing before llama_cpp is imported
            from worker.engines.llamacpp import LlamaCppEngine

            return LlamaCppEngine(card, folder, threads_of(settings))
