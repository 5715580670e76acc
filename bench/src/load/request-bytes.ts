export interface PostRequest {
  readonly path: string;
  readonly cookie: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A POST as it goes over the wire, made before the clock starts. */
export function postBytes({ path, cookie, body, headers = {} }: PostRequest): Buffer {
  const json = JSON.stringify(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    `Cookie: ${cookie}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(json)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${json}`);
}
