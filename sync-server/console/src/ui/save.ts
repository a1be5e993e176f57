// SPDX-License-Identifier: EUPL-1.2
// Hands a file that the page made to the browser, as a download.
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by the next turn; the address would otherwise keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
