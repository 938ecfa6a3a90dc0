/** Messages that this process has received and not yet answered. */
export interface ReceivedMessages {
  /** The message stays hidden from others for so many seconds from now; 0 gives it back at once. */
  hide(receiptHandle: string, seconds: number): Promise<void>;
}
