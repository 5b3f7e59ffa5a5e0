# coach for a terminal, a browser or ssh; what it keeps lies in /data. See "In a container" in the
# README.
FROM python:3.13-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends openssh-server \
 && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN pip install --no-cache-dir '/src[serve,mock]' \
 && useradd --create-home --shell /bin/sh coach \
 && mkdir /data \
 && chown coach /data
USER coach
WORKDIR /home/coach
ENV COACH_HOME=/data LANG=C.UTF-8
VOLUME /data
EXPOSE 8000 2222
ENTRYPOINT ["/src/container/serve"]
CMD ["terminal"]
