"""All exercises of the course by id; a module holds those of one notebook."""

from fraudstats.course.exercises import bulletins, handovers, index, models, numbers, own_data, paper, revisions

EXERCISES = {
    one.id: one
    for module in (index, paper, numbers, bulletins, models, handovers, revisions, own_data)
    for one in module.EXERCISES
}

__all__ = ["EXERCISES"]
