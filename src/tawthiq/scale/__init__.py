"""The same stages as jobs on Spark: a dataset of Parquet partitions, each written once and marked when it is whole.

session.py starts Spark, files.py reads and writes paths and addresses alike, dataset.py keeps partitions and their
markers, running.py sends partitions to Python workers, schemas.py and rows.py say what a row is. docs/scale.md tells
how to run it and what it costs.
"""
