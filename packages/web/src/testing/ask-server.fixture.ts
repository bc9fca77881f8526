import { type IncomingHttpHeaders, request } from "node:http";

/** What a server answered. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks as no browser would: with any host, any header, and a path that nobody has tidied. */
export function askServer(
  port: number,
  path: string,
  {
    method = "GET",
    headers = {},
    body: sent,
  }: { method?: string; headers?: Record<string, string>; body?: string | undefined } = {},
): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on("error", reject).end(sent);
  });
}
