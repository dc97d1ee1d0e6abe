"""Copied answers, with logits thrown by a die: whatever the model wants, the answer stands in the passage."""

import json
import math
from pathlib import Path

import pytest
import torch
import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, trainers

from schemas.catalogue import PromptTemplate
from schemas.elements import Passage
from schemas.states import Grounding
from small_models import PASSAGE, save_tokenizer
from worker.engines.contract import Ask, Generation
from worker.engines.copying import Copy, Copying
from worker.engines.prompt import PromptTokens
from worker.engines.writing import Writing
from worker.grounding import copied_evidence
from worker.reading import Reading

TEMPLATE = PromptTemplate(
    name="t",
    version=1,
    prompt="<human>: {passage}\n{question}\n<bot>:",
    stop=("<human>", "<bot>"),
)
HOSTILE = 'Straße 12\t–  "naïve"   <bot>: 你好,\n\n\nTotal: 1,012.50 € (net)\x00 <human>12 of 2012 <|im_end|> end.'


def bytes_tokenizer(folder: Path) -> PromptTokens:
    """Byte-level BPE, as of GPT-2, Pythia and Llama 3."""
    save_tokenizer(folder)
    return PromptTokens(transformers.AutoTokenizer.from_pretrained(folder), TEMPLATE)


def words_tokenizer(_folder: Path) -> PromptTokens:
    """BPE with blanks as "▁" and bytes as <0x0A>, as of Llama 2 and Phi-3."""
    learnt = Tokenizer(models.BPE())
    learnt.normalizer = normalizers.Replace(" ", "▁")
    own = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    learnt.train_from_iterator([PASSAGE], trainers.BpeTrainer(vocab_size=600, special_tokens=own, show_progress=False))
    model = json.loads(learnt.to_str())["model"]
    merges = [tuple(merge) for merge in model["merges"]]
    tokenizer = Tokenizer(models.BPE(model["vocab"], merges, byte_fallback=True, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", unk_token="<unk>"
    )
    return PromptTokens(fast, TEMPLATE)


@pytest.fixture(scope="module", params=[bytes_tokenizer, words_tokenizer])
def prompts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PromptTokens:
    made: PromptTokens = request.param(tmp_path_factory.mktemp("tokenizer"))
    return made


def end_of(prompts: PromptTokens) -> int:
    return int(prompts._tokenizer.eos_token_id)


def write(
    prompts: PromptTokens,
    passage: str,
    wanted: list[int] | int,
    room: int = 24,
    spans: tuple[tuple[int, int], ...] = (),
) -> Generation:
    """What is written where the model wants these tokens most, one after another, or, for a number, what a die says."""
    source = Copying(prompts, {end_of(prompts)}).source(passage, spans)
    writing = Writing(prompts, {end_of(prompts)}, Ask("?", room, copy=True), 1, Copy(source))
    die = torch.Generator().manual_seed(wanted if isinstance(wanted, int) else 0)
    step = 0
    while writing.generation is None:
        logits = torch.randn(len(prompts._tokenizer), generator=die)
        if not isinstance(wanted, int) and step < len(wanted):
            logits[wanted[step]] += 100
        writing.take(logits.numpy())
        step += 1
    return writing.generation


def ids_of(prompts: PromptTokens, text: str) -> list[int]:
    """Tokens that write a text, the longest first, then the end."""
    pieces = sorted(((piece, token) for token, piece in prompts.pieces().items() if piece), key=lambda p: -len(p[0]))
    rest, ids = text.encode(), []
    while rest:
        piece, token = next((piece, token) for piece, token in pieces if rest.startswith(piece))
        rest = rest[len(piece) :]
        ids.append(token)
    return [*ids, end_of(prompts)]


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("passage", [PASSAGE, HOSTILE, ""])
def test_whatever_the_model_wants_the_answer_stands_in_the_passage(prompts: PromptTokens, passage: str) -> None:
    read = prompts.as_read(passage)[0]
    ends = 0
    for seed in range(60):
        generation = write(prompts, passage, seed)
        text = generation.text.strip()
        assert all(logprob <= 0 for logprob in generation.logprobs)
        if generation.span is None:
            assert not generation.complete or text.lower() == "not found"
            continue
        ends += 1
        start, end = generation.span
        assert folded(text) in folded(read)
        assert folded(passage[start:end]).replace("< ", "<") == folded(text).replace("< ", "<")
        assert not (passage[start - 1 : start].isalnum() and passage[start].isalnum())
        assert not (passage[end - 1].isalnum() and passage[end : end + 1].isalnum())
    assert ends or not passage


def test_whatever_the_model_wants_the_answer_is_one_of_the_spans(prompts: PromptTokens) -> None:
    texts = ("01/01/2022", "in 30 days", "Elm Street, Pleasantville.\nInvoice")
    spans = tuple((PASSAGE.index(text), PASSAGE.index(text) + len(text)) for text in texts)
    chosen = set()

    for seed in range(60):
        generation = write(prompts, PASSAGE, seed, room=80, spans=spans)
        assert generation.complete
        chosen.add(generation.span)
        if generation.span is None:
            assert generation.text.strip().lower() == "not found"
        else:
            assert folded(generation.text) == folded(PASSAGE[slice(*generation.span)])

    assert chosen == {*spans, None}
    wanted = write(prompts, PASSAGE, ids_of(prompts, " $22,500.00"), spans=spans)
    assert wanted.span in (*spans, None), "what stands elsewhere in the passage is none of them"


@pytest.mark.parametrize(
    ("said", "span"),
    [
        (" $22,500.00", "$22,500.00"),
        ("0001", "0001"),
        (" Pleasantville. Invoice number", "Pleasantville.\nInvoice number"),
    ],
)
def test_what_stands_there_is_written_as_the_model_wants_it(prompts: PromptTokens, said: str, span: str) -> None:
    generation = write(prompts, PASSAGE, ids_of(prompts, said))

    assert generation.complete
    assert folded(generation.text) == folded(said)
    assert generation.span == (PASSAGE.index(span), PASSAGE.index(span) + len(span))


@pytest.mark.parametrize("said", [" Not Found", " not found", "Not found"])
def test_a_phrase_may_be_written_instead(prompts: PromptTokens, said: str) -> None:
    generation = write(prompts, PASSAGE, ids_of(prompts, said))

    assert (generation.text.strip(), generation.span, generation.complete) == (said.strip(), None, True)


def test_a_number_is_not_cut_out_of_a_longer_one(prompts: PromptTokens) -> None:
    for said in ("22", " $22", " 22,500", "500.00"):
        generation = write(prompts, PASSAGE, ids_of(prompts, said))

        assert generation.text.strip() != said.strip()


def test_the_beginning_of_a_stop_string_ends_an_answer(prompts: PromptTokens) -> None:
    [less] = [token for token, piece in prompts.pieces().items() if piece == b"<"]
    generation = write(prompts, PASSAGE, [*ids_of(prompts, " 0001")[:-1], less])

    assert (generation.text.strip(), generation.complete) == ("0001", True)


def test_offsets_are_those_of_the_passage_as_given(prompts: PromptTokens) -> None:
    passage = "<bot><human> Name: <bot>Anna</bot> Total: 5"
    read, offsets = prompts.as_read(passage)

    assert read == "< bot>< human> Name: < bot>Anna</bot> Total: 5"
    assert len(offsets) == len(read)
    assert all(read[n] == passage[at] for n, at in enumerate(offsets) if read[n] != " ")
    generation = write(prompts, passage, ids_of(prompts, " Anna"))
    assert generation.span == (passage.index("Anna"), passage.index("Anna") + 4)


def test_an_answer_cut_within_a_word_has_no_span(prompts: PromptTokens) -> None:
    whole = ids_of(prompts, " Pleasantville")[:-1]
    generation = write(prompts, "Pleasantvillequx", whole, room=len(whole))

    assert (generation.span, generation.complete) == (None, False)


def test_the_evidence_is_where_the_value_was_copied_from() -> None:
    passage = Passage(ordinal=0, text="5 of 5", tokens=3, spans=())
    reading = Reading(found=True, value="5", confidence=1.0)

    evidence = copied_evidence(reading, passage, (5, 6))

    assert evidence is not None
    assert (evidence.grounding, evidence.start, evidence.end, evidence.quote) == (Grounding.EXACT, 5, 6, "5")
    assert copied_evidence(reading, passage, (2, 4)) is None
    assert copied_evidence(reading, passage, None) is None


def test_the_probability_of_the_end_is_that_of_the_first_token_that_is_not_kept(prompts: PromptTokens) -> None:
    ids = ids_of(prompts, "the invoice is due")
    written = len(ids) - 1
    text = prompts.text(ids[:written])
    two = len(prompts.text(ids[:2]))

    assert ended(prompts, ids, stop=()) == (text, written, pytest.approx(log_of(written), abs=1e-5))
    assert ended(prompts, ids, stop=(text[two:],)) == (text[:two], 2, pytest.approx(log_of(2), abs=1e-5))


def test_a_stop_string_within_the_last_token_has_no_probability_of_its_own(prompts: PromptTokens) -> None:
    ids = ids_of(prompts, "the in")
    text = prompts.text(ids[:-1])

    assert ended(prompts, ids, stop=(text[-1],)) == (text[:-1], len(ids) - 1, 0.0)


def log_of(place: int) -> float:
    """How probable a model in `ended` takes the token at a place of its answer to be, as a logarithm."""
    return math.log(0.9 - 0.02 * place)


def ended(prompts: PromptTokens, ids: list[int], stop: tuple[str, ...]) -> tuple[str, int, float | None]:
    """The text, how many tokens are kept, and the probability of the end."""
    told = PromptTokens(prompts._tokenizer, prompts.template.model_copy(update={"stop": stop}))
    writing = Writing(told, {end_of(prompts)}, Ask("?", 24), 1)
    for place, token in enumerate(ids):
        if writing.generation is None:
            sure = math.exp(log_of(place))
            logits = torch.full((len(prompts._tokenizer),), math.log((1 - sure) / (len(prompts._tokenizer) - 1)))
            logits[token] = math.log(sure)
            writing.take(logits.numpy())
    assert writing.generation is not None
    return writing.generation.text, len(writing.generation.logprobs), writing.generation.end_logprob


@pytest.mark.parametrize(("threshold", "said"), [(0.5, "Not Found"), (0.7, "0001")])
def test_silence_has_to_be_as_probable_as_is_asked(prompts: PromptTokens, threshold: float, said: str) -> None:
    # given a model that takes "Not" for 0.6 and the beginning of what stands there for the rest
    source = Copying(prompts, {end_of(prompts)}).source(PASSAGE, ())
    ask = Ask("?", 12, copy=True, not_found_from=threshold)
    writing = Writing(prompts, {end_of(prompts)}, ask, 1, Copy(source))
    wanted = ids_of(prompts, said)

    first = torch.full((len(prompts._tokenizer),), -100.0)
    [silent, *_] = ids_of(prompts, "Not Found")
    [value, *_] = ids_of(prompts, "0001")
    first[silent], first[value] = math.log(0.6), math.log(0.4)
    writing.take(first.numpy())
    for token in wanted[1:]:
        if writing.generation is None:
            logits = torch.zeros(len(prompts._tokenizer))
            logits[token] = 100
            writing.take(logits.numpy())

    assert writing.generation is not None
    assert writing.generation.text.strip() == said
    assert writing.generation.not_found_logprob == pytest.approx(math.log(0.6), abs=1e-3)
