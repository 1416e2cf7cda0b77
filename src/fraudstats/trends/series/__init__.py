"""What a model reads: values in time, from arrays, pandas objects and a dataset's series.

- `read`: :func:`as_time_series`; `wide`: several series over the same times;
- `columns`: which columns of a table are its time and its values; `windows`: times and windows as they are written;
- `order`: values and times exchanged, rows in no order;
- `time_series`: what is read; `exposure`: what comes beside each value; `periods`: the grid under the windows.
"""
