import { expect, test } from "vitest";
import { documentFile, documentOfFigure, fileName, indexYearFile, unitFile, unitPath } from "../src/file-names";
import shared from "./file-names.json";

// The same table is read by tests/publishing/explorer/test_file_names.py: both sides must give these names.
test.each(Object.entries(shared.files))("the file of %j is %s", (key, name) => {
  expect(fileName(key)).toBe(name);
  expect(name).toMatch(/^[A-Za-z0-9_-]{1,60}$/);
});

test.each(Object.entries(shared.paths))("%s lies at %s", (key, path) => {
  expect(unitPath(key)).toBe(path);
});

test("files of units, documents and index-years", () => {
  expect(unitFile("province/quang-ngai")).toBe("unit/province/quang-ngai");
  expect(unitFile("district/x/con")).toMatch(/^unit\/district\/x\/con-[0-9a-f]{16}$/);
  expect(indexYearFile("PAPI", 2024)).toBe("index/PAPI/2024");
  expect(documentFile("papi/2019")).toBe(`document/${fileName("papi/2019")}`);
  expect(documentFile("papi/2019", 2)).toBe(`document/${fileName("papi/2019")}-part-2`);
  expect(documentOfFigure("papi/2019#a.PAPI#b")).toBe("papi/2019");
});
