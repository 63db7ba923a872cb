# Reads every table of a release with one of R's packages and writes it as CSV, for `conformance.checks.rows`.
# Numbers are read as text where the form holds text (CSV), else written with 17 digits; null is an empty cell.
arguments <- commandArgs(trailingOnly = TRUE)
reader <- arguments[1]
release <- arguments[2]
target <- arguments[3]

tables <- sub("\\.csv$", "", list.files(file.path(release, "csv"), pattern = "\\.csv$"))
as_text <- function(column) {
  text <- if (is.double(column)) sprintf("%.17g", column) else as.character(column)
  text[is.na(column)] <- ""
  text
}
if (reader == "RSQLite") {
  connection <- DBI::dbConnect(RSQLite::SQLite(), file.path(release, "cchc.sqlite"), flags = RSQLite::SQLITE_RO)
  read <- function(table) DBI::dbReadTable(connection, table, check.names = FALSE)
} else {
  read <- function(table) {
    readr::read_csv(
      file.path(release, "csv", paste0(table, ".csv")),
      col_types = readr::cols(.default = readr::col_character()), na = character(), trim_ws = FALSE, progress = FALSE
    )
  }
}
for (table in tables) {
  rows <- as.data.frame(lapply(read(table), as_text), check.names = FALSE, stringsAsFactors = FALSE)
  readr::write_csv(rows, file.path(target, paste0(table, ".csv")), na = "", escape = "double")
}
cat(as.character(utils::packageVersion(reader)), "\n")
