/** Finding rows by words: with or without diacritics, by initials, with one wrong letter.
 *
 * Belongs here: a pure index over rows and ranked answers. Does not belong here: where an answer leads, how it looks.
 */
import { folded, isOneLetterOff } from "../folding";
import type { SearchRow } from "../shapes";

/** Row and weight of a word in one number: `row * WEIGHTS + weight`; the weight is higher where it stands in the title. */
type Posting = number;

const WEIGHTS = 8;

interface Entry {
  row: SearchRow;
  /** Folded titles in both languages. */
  titles: string[];
  /** First letters of their words, one after another: `cchc` stands in that of "Chỉ số cải cách hành chính". */
  initials: string[];
  /** The titles without spaces, as `quangngai` is typed. */
  joined: string[];
  standing: number;
}

export interface SearchIndex {
  entries: Entry[];
  postings: Map<string, Posting[]>;
  /** All words, sorted, so that those with a beginning stand together. */
  vocabulary: string[];
}

export interface Found {
  row: SearchRow;
  score: number;
}

const TITLE = 4;
const ALSO = 3;
const DETAIL = 1;
const EXACT = 3;
const BEGINNING = 2;
const ONE_LETTER_OFF = 1;
/** Shorter words are too near to too many others. */
const SHORTEST_MISSPELT = 4;
/** With fewer exact answers than this, misspelt words are tried too. */
const FEW = 3;

export function buildIndex(rows: SearchRow[]): SearchIndex {
  const postings = new Map<string, Posting[]>();
  const entries = rows.map((row, at) => {
    const titles = [row.title_vi, row.title_en ?? ""].map(folded).filter((title, place, all) => title && all.indexOf(title) === place);
    const weights = new Map<string, number>();
    const add = (text: string, weight: number) => {
      for (const word of text.split(" ")) if (word && (weights.get(word) ?? 0) < weight) weights.set(word, weight);
    };
    for (const title of titles) add(title, TITLE);
    add(folded(row.also ?? ""), ALSO);
    add(folded(`${row.detail_vi ?? ""} ${row.detail_en ?? ""}`), DETAIL);
    for (const [word, weight] of weights) postingsOf(postings, word).push(at * WEIGHTS + weight);
    return { row, titles, initials: titles.map(initialsOf), joined: titles.map((title) => title.replaceAll(" ", "")), standing: standing(row) };
  });
  return { entries, postings, vocabulary: [...postings.keys()].sort() };
}

/** The rows that answer a query, best first. */
export function find(index: SearchIndex, query: string): Found[] {
  const asked = folded(query);
  if (asked === "") return [];
  const words = asked.split(" ");
  const scores = summed(words.map((word) => scoresOf(index, word)));
  if (scores.filter((score) => score > 0).length < FEW) {
    summed(words.map((word) => scoresNear(index, word))).forEach((score, row) => {
      if (scores[row] === 0) scores[row] = score;
    });
  }
  addByInitials(index, asked.replaceAll(" ", ""), scores);
  const found: (Found & { at: number })[] = [];
  scores.forEach((score, at) => {
    const entry = index.entries[at]!;
    if (score > 0) found.push({ row: entry.row, score: score + bonus(entry, asked), at });
  });
  return found.sort((a, b) => b.score - a.score || a.at - b.at);
}

function postingsOf(postings: Map<string, Posting[]>, word: string): Posting[] {
  const held = postings.get(word) ?? [];
  if (held.length === 0) postings.set(word, held);
  return held;
}

function initialsOf(title: string): string {
  return title.split(" ").map((word) => word[0]).join("");
}

/** What people look for most comes first among equals. */
function standing({ kind, key }: SearchRow): number {
  if (kind === "unit") return key.startsWith("province/") ? 6 : key.startsWith("ministry/") ? 4 : 2;
  return { index: 6, domain: 3, criterion: 1, document: 0, task: 0 }[kind];
}

/** For every row how well a word, or one that begins with it, stands in it; 0 where none does. */
function scoresOf(index: SearchIndex, word: string): Float32Array {
  const scores = new Float32Array(index.entries.length);
  for (let at = firstFrom(index.vocabulary, word); index.vocabulary[at]?.startsWith(word); at++) {
    const known = index.vocabulary[at]!;
    addScores(index, scores, known, known === word ? EXACT : BEGINNING);
  }
  return scores;
}

/** As `scoresOf`, and for words that one letter makes of it. */
function scoresNear(index: SearchIndex, word: string): Float32Array {
  const scores = scoresOf(index, word);
  if (word.length < SHORTEST_MISSPELT - 1) return scores;
  for (const known of index.vocabulary) {
    if (known.length >= SHORTEST_MISSPELT - 1 && isOneLetterOff(word, known)) addScores(index, scores, known, ONE_LETTER_OFF);
  }
  return scores;
}

function addScores(index: SearchIndex, scores: Float32Array, word: string, closeness: number): void {
  for (const posting of index.postings.get(word) ?? []) {
    const row = Math.floor(posting / WEIGHTS);
    scores[row] = Math.max(scores[row]!, (posting % WEIGHTS) * closeness);
  }
}

/** The sums for rows that every word stands in, 0 for all others. */
function summed(scores: Float32Array[]): Float32Array {
  const [sums = new Float32Array(), ...others] = scores;
  for (const other of others) {
    for (let row = 0; row < sums.length; row++) sums[row] = sums[row]! > 0 && other[row]! > 0 ? sums[row]! + other[row]! : 0;
  }
  return sums;
}

/** `hcm`, `brvt`, `tthc`; and names written as one word, `quangngai`. */
function addByInitials(index: SearchIndex, joined: string, scores: Float32Array): void {
  if (joined.length < 2 || joined.length > 24) return;
  index.entries.forEach((entry, row) => {
    const byInitials = joined.length > 2 && entry.initials.some((initials) => initials.includes(joined));
    const isAll = entry.initials.includes(joined);
    const asOneWord = joined.length > 4 && entry.joined.some((title) => title.startsWith(joined));
    if (byInitials || isAll || asOneWord) scores[row] = Math.max(scores[row]!, (isAll ? 2 * EXACT : BEGINNING) * TITLE);
  });
}

function bonus(entry: Entry, asked: string): number {
  let most = 0;
  for (const title of entry.titles) {
    const padded = ` ${title} `;
    if (title === asked) most = Math.max(most, 12);
    else if (padded.startsWith(` ${asked}`)) most = Math.max(most, 7);
    else if (padded.includes(` ${asked} `)) most = Math.max(most, 5);
  }
  return most + entry.standing - Math.min(3, (entry.titles[0]?.length ?? 0) / 60);
}

/** Where in the sorted words those from `word` on begin. */
function firstFrom(vocabulary: string[], word: string): number {
  let [low, high] = [0, vocabulary.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vocabulary[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
