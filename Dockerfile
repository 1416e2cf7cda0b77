# JupyterLab on the course, at the locked versions. Building it makes one notebook again and stops if a result differs.
#   docker build --tag fraudstats .
#   docker run --rm --publish 8888:8888 fraudstats
FROM python:3.11-slim
RUN useradd --create-home reader && install --directory --owner=reader /fraudstats
USER reader
WORKDIR /fraudstats
COPY --chown=reader . .
RUN python run.py verify --only 08
EXPOSE 8888
CMD [".venv/bin/jupyter", "lab", "--ip=0.0.0.0", "--no-browser", "--notebook-dir=notebooks"]
