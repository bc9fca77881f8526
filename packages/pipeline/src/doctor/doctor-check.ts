/** One thing that the doctor looked at. */
export interface DoctorCheck {
  /** `"Python"`, `"Chroma"`, … */
  readonly name: string;
  readonly isFine: boolean;
  /** What was found, one line. */
  readonly found: string;
  /** What to do when it is not fine. */
  readonly advice: string | null;
}
