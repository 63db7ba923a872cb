/** The database engine for the page of queries, a script of its own that only this page loads. */
export {};
