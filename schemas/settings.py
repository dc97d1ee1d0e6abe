"""The one settings object. Nothing else reads the environment."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from schemas.errors import SettingsInvalid

#: In which numbers a model's weights are kept: floating point of 32 or 16 bits, integers of 16 or 8 bits.
Precision = Literal["fp32", "bf16", "int16", "int8", "w8a8"]


class Settings(BaseSettings):
    """All that can be set, each as NIGHTCLERK_NAME in the environment. Immutable."""

    model_config = SettingsConfigDict(env_prefix="NIGHTCLERK_", frozen=True, extra="forbid")

    database: str = Field("sqlite:///nightclerk-out/nightclerk.db", description="SQLAlchemy URL of the ledger")
    broker: str = Field("redis://127.0.0.1:6379/0", description="URL of Redis or Valkey")

    model: str = Field("bling-smollm2-135m-v8", description="catalogue name, local folder or Hugging Face id")
    precision: Precision | Literal["auto"] = Field("auto", description="auto: the fastest one that is known to be good")
    catalogue: Path | None = Field(None, description="YAML file with more rows for the model catalogue")
    cache: Path = Field(Path(platformdirs.user_cache_dir("nightclerk")), description="where prepared models are kept")
    offline: bool = Field(False, description="never ask a model hub, use only what is on this machine")
    threads: int | None = Field(None, ge=1, description="threads of one worker; default: the container's CPUs")
    worker_memory_bytes: int | None = Field(
        None, ge=64 * 1024**2, description="for one worker, its model included; default: no limit but the machine's"
    )
    pack_memory_bytes: int = Field(
        1024**3, ge=1024**2, description="for the questions that are answered side by side, on top of the weights"
    )

    passage_tokens: int = Field(400, ge=32, le=8192, description="upper bound of a passage, in the model's tokens")
    reuse: bool = Field(True, description="what the ledger has an answer to is not asked again")
    max_attempts: int = Field(5, ge=1, description="tries of one document or job before quarantine")
    backoff_s: float = Field(5.0, ge=0, description="wait before the second try; doubles with each further one")
    backoff_max_s: float = Field(600.0, ge=0)
    lease_s: float = Field(60.0, gt=0, description="a claim without heartbeat ends after this; renewed each quarter")
    bundle_limit_s: int = Field(300, ge=1, description="limit for the answers to one passage; then they are stopped")
    limit_grace_s: int = Field(30, ge=1, description="who is not stopped so long after a limit is killed")
    visibility_timeout_s: int | None = Field(
        None, ge=1, description="an unacknowledged message comes back after this; default: long after the hard limit"
    )

    max_file_bytes: int = Field(200 * 1024**2, ge=1)
    parse_limit_s: float = Field(120.0, gt=0)
    pdf_passwords: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (), description="JSON list; tried in turn on PDF files that are encrypted"
    )
    parse_memory_bytes: int = Field(2 * 1024**3, ge=64 * 1024**2, description="on top of what the parsers need to load")
    parse_output_bytes: int = Field(64 * 1024**2, ge=1024**2, description="of text and places read from one document")
    container_entries: int = Field(10_000, ge=1, description="parts of a document that is packed: Office, EPUB, mail")
    container_bytes: int = Field(1024**3, ge=1024**2, description="of a packed document when it is unpacked")
    container_ratio: int = Field(200, ge=1, description="bytes unpacked for each byte packed, beyond 16 MiB")
    container_depth: int = Field(5, ge=0, description="files in files: an attachment of a mail in a mail is 2 deep")

    doorbell_cap: int = Field(32, ge=1, description="messages held in Redis at most, for each queue")
    dispatch_interval_s: float = Field(1.0, gt=0)
    ring_again_s: float = Field(30.0, gt=0, description="announced but not claimed for this long: announce again")

    flower_port: int = Field(5555, ge=0, le=65535)
    flower_user: str = "nightclerk"
    flower_password: SecretStr | None = Field(None, description="default: a new one at each start, printed once")

    scripted_delay_s: float = Field(0.0, ge=0, description="scripted engine, for drills: seconds for each answer")
    log_level: str = "INFO"

    @field_validator("pdf_passwords", mode="before")
    @classmethod
    def _list_of_passwords(cls, given: object) -> object:
        try:
            listed = json.loads(given) if isinstance(given, str) else given
        except ValueError:
            listed = None
        if not isinstance(listed, list | tuple) or not all(isinstance(each, str | SecretStr) for each in listed):
            raise ValueError('give a JSON list, such as ["first password", "second password"]') from None
        return tuple(listed)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read from the environment once.

    Raises:
        SettingsInvalid: a variable has a value that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as exc:
        problems = "; ".join(f"NIGHTCLERK_{str(e['loc'][0]).upper()}: {e['msg']}" for e in exc.errors())
        raise SettingsInvalid(problems=problems) from exc
