/** Which indices ask citizens or businesses: their small differences may be chance. Belongs here: that list, nothing else. */

const SURVEYS = ["PAPI", "PCI", "SIPAS", "PGI"];

export function isSurvey(indexCode: string): boolean {
  return SURVEYS.some((code) => indexCode === code || indexCode.startsWith(`${code}_`));
}
