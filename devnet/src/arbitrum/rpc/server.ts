import fastify from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import { messageOf } from "../../errors.ts";
import { type JsonRpc, passOn } from "../../json-rpc.ts";
import type { L1Record } from "../l1-record.ts";
import type { Ledger } from "../ledger.ts";
import { type Answer, type RpcParams, refuse, rpcCodes } from "./answer.ts";
import type { Gate } from "./gate.ts";
import { createMethods } from "./methods.ts";
import { createRewrite } from "./rewrite.ts";
import { type Change, createSubscriptions, type Subscriptions } from "./subscriptions.ts";

const bodyLimit = 16 * 2 ** 20;

type Request = { id?: unknown; method?: unknown; params?: unknown };
type Handle = (method: string, params: RpcParams) => Promise<Answer>;

/** JSON-RPC over HTTP and WebSocket, on one port. */
export type Front = {
  readonly url: string;
  readonly webSocketUrl: string;
  /** Tells subscribers about new blocks. */
  publish(change: Change): Promise<void>;
  close(): Promise<void>;
};

export type FrontOptions = { l2: JsonRpc; port: number; gate: Gate; ledger: Ledger; record: L1Record };

export async function serveFront({ l2, port, gate, ledger, record }: FrontOptions): Promise<Front> {
  const forward: Handle = (method, params) => passOn(l2.url, method, params);
  const rewrite = createRewrite(ledger);
  const methods = createMethods({ forward, ledger, record, rewrite });
  const connections = new Map<WebSocket, Subscriptions>();

  const server = fastify({ bodyLimit, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  server.post("/", async (request, reply) => {
    reply.type("application/json");
    return respond(String(request.body), methods);
  });
  const url = await server.listen({ port, host: "127.0.0.1" });

  const sockets = new WebSocketServer({ server: server.server, maxPayload: bodyLimit });
  sockets.on("connection", (socket) => {
    const send = (message: unknown) => socket.send(JSON.stringify(message));
    const subscriptions = createSubscriptions({ forward, rewrite, send });
    connections.set(socket, subscriptions);
    socket.on("close", () => connections.delete(socket));
    socket.on("error", () => socket.terminate());
    const handle: Handle = async (method, params) =>
      method === "eth_subscribe" || method === "eth_unsubscribe"
        ? subscriptions.answer(method, params)
        : methods(method, params);
    socket.on("message", (data) => {
      void respond(data.toString(), handle).then((answer) => socket.send(answer));
    });
  });

  async function respond(body: string, handle: Handle): Promise<string> {
    let parsed: Request | Request[];
    try {
      parsed = JSON.parse(body) as Request | Request[];
    } catch {
      return JSON.stringify({ jsonrpc: "2.0", id: null, ...refuse("parse error", rpcCodes.parse) });
    }
    const answer = await gate.pass(() =>
      Array.isArray(parsed)
        ? Promise.all(parsed.map((request) => answerTo(request, handle)))
        : answerTo(parsed, handle),
    );
    return JSON.stringify(answer);
  }

  return {
    url,
    webSocketUrl: url.replace(/^http/, "ws"),
    async publish(change) {
      for (const subscriptions of connections.values()) await subscriptions.publish(change);
    },
    async close() {
      for (const socket of connections.keys()) socket.terminate();
      sockets.close();
      await server.close();
    },
  };
}

async function answerTo({ id, method, params }: Request, handle: Handle): Promise<object> {
  const head = { jsonrpc: "2.0", id: id ?? null };
  if (typeof method !== "string" || (params !== undefined && !Array.isArray(params))) {
    return { ...head, ...refuse("a request has a method and a list of params", rpcCodes.invalidRequest) };
  }
  const answer = await handle(method, params ?? []).catch((error: unknown) => refuse(messageOf(error)));
  return { ...head, ...answer };
}
