# The bot in a container: docker compose up. Facts and what it keeps are volumes; nothing else is written.
FROM python:3.13-slim AS install
WORKDIR /talksbot
COPY requirements/run.txt requirements/run.txt
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements/run.txt

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin talksbot \
 && install --directory --owner talksbot --group talksbot --mode 0700 /data /knowledge
WORKDIR /talksbot
COPY --from=install /talksbot/.venv .venv
COPY bot bot
ENV PATH=/talksbot/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    KNOWLEDGE_PATH=/knowledge DATA_PATH=/data WEBHOOK_LISTEN=0.0.0.0
VOLUME ["/knowledge", "/data"]
USER 10001
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=2 \
    CMD ["python", "-c", "import os, time; raise SystemExit(time.time() - os.stat('/data/heartbeat').st_mtime > 60)"]
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
