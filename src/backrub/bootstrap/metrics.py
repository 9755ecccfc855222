"""Count what a server does, for whoever hosts it: how much, how long, how often; never who, where or what.

Labels are route templates, methods and statuses, all from lists of ours, so that their number is bounded and none
holds an id, a name or an address.
"""

from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from backrub.realtime.hub import Hub
from backrub.storage.timed import Written

FORMAT = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Hold the counts of one server; safe from any thread."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "backrub_requests",
            "Requests answered, by the template of their route.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._request_seconds = Histogram(
            "backrub_request_seconds",
            "Seconds until a request was answered; for streams until they began.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._presses = Counter("backrub_presses", "Presses taken.", registry=self._registry)
        self._write_seconds = Histogram(
            "backrub_write_seconds",
            "Seconds until a write was durable, or not.",
            ("outcome",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._erasures = Counter("backrub_erasures", "Writes that erased for good.", registry=self._registry)
        self._read = _Read()
        self._registry.register(self._read)
        ProcessCollector(registry=self._registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def pressed(self) -> None:
        """Count a press that was taken."""
        self._presses.inc()

    def wrote(self, written: Written) -> None:
        """Count a write."""
        self._write_seconds.labels("kept" if written.is_kept else "failed").observe(written.seconds)
        if written.erasing and written.is_kept:
            self._erasures.inc()

    def read_gauge(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        """Read a value whenever the counts are asked for."""
        self._read.now[name] = lambda: GaugeMetricFamily(name, meaning, value=value())

    def read_hub(self, hub: Hub) -> None:
        """Read the counts of a hub whenever the counts are asked for."""
        self._count("backrub_hints_sent", "Hints sent to other servers.", lambda: hub.sent)
        self._count("backrub_hints_received", "Hints received from other servers.", lambda: hub.received)
        self._count("backrub_hint_links", "How often the link for hints was made.", lambda: hub.connected)

    def text(self) -> bytes:
        """Return all counts as Prometheus reads them."""
        return generate_latest(self._registry)

    def _count(self, name: str, meaning: str, value: Callable[[], int]) -> None:
        self._read.now[name] = lambda: CounterMetricFamily(name, meaning, value=value())


class _Read(Collector):
    """Read, whenever it is asked, what others count."""

    def __init__(self) -> None:
        self.now: dict[str, Callable[[], Metric]] = {}

    def collect(self) -> Iterable[Metric]:
        return [read() for read in self.now.values()]
