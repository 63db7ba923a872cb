"""The explorer's data files: what its pages load, written from a release's own database.

The shapes are stated in `explorer/src/shapes.ts`.
"""

from publishing.explorer.changes_data import write_explorer_changes
from publishing.explorer.core import write_explorer_core
from publishing.explorer.dictionary_data import write_explorer_dictionary
from publishing.explorer.documents import write_explorer_documents
from publishing.explorer.index_years import write_explorer_bounds, write_explorer_index_years
from publishing.explorer.plans import write_explorer_plans
from publishing.explorer.quality_data import write_explorer_quality
from publishing.explorer.search_rows import write_explorer_search
from publishing.explorer.series import write_explorer_series
from publishing.explorer.site import write_explorer_site
from publishing.explorer.table_images import write_table_images
from publishing.explorer.units import write_explorer_units
from publishing.release_content import Step

EXPLORER_STEPS: tuple[Step, ...] = (
    write_explorer_documents,
    write_table_images,
    write_explorer_units,
    write_explorer_index_years,
    write_explorer_series,
    write_explorer_bounds,
    write_explorer_quality,
    write_explorer_search,
    write_explorer_core,
    write_explorer_plans,
    write_explorer_dictionary,
    write_explorer_site,
)
"""These need the database alone; the longest stand first."""

EXPLORER_LATER_STEPS: tuple[Step, ...] = (write_explorer_changes,)
"""These read files of the release that other steps have written."""
