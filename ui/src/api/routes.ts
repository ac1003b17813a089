/** What each address of the API takes and answers, read from the generated `paths`: a wrong name anywhere is an error of types. */
import type { paths } from "./schema";
import type { Whole } from "./types";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** The addresses that a method has. */
export type PathOf<M extends Method> = { [P in keyof paths]: paths[P] extends Readonly<Record<M, object>> ? P : never }[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> = paths[P][M];

/** One kind of parameters: to be given where one of them must be, not to be given where there are none. */
type Given<O, Kind extends "path" | "query"> = O extends { readonly parameters: Readonly<Record<Kind, infer Values>> }
  ? Readonly<Record<Kind, Values>>
  : O extends { readonly parameters: { readonly [K in Kind]?: infer Values } }
    ? { readonly [K in Kind]?: Exclude<Values, undefined> }
    : never;

type Body<O> = O extends { readonly requestBody: { readonly content: { readonly "application/json": infer Sent } } }
  ? { readonly body: Sent }
  : { readonly body?: never };

/** What goes into the address of a request. */
export type Params<M extends Method, P extends PathOf<M>> = Given<Operation<M, P>, "path"> & Given<Operation<M, P>, "query">;

/** What can be asked in the query of an address. */
export type QueryOf<P extends PathOf<"get">> = NonNullable<Params<"get", P>["query"]>;

/** How a request is sent. */
export interface Sending {
  readonly signal?: AbortSignal | undefined;
  /** Whether the request outlives the page. */
  readonly keepalive?: boolean;
}

export type Request<M extends Method, P extends PathOf<M>> = Params<M, P> & Body<Operation<M, P>> & Sending;

/** A last argument that may be left out where nothing in it must be given. */
export type Last<T> = {} extends T ? [given?: T] : [given: T];

type Succeeds = 200 | 201 | 204;
type Content<Told> = Told extends { readonly content: { readonly "application/json": infer Shape } } ? Whole<Shape> : null;

/** The answer of a request that succeeds; null where it has no JSON. */
export type AnswerOf<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { readonly responses: infer Told } ? { [S in keyof Told & Succeeds]: Content<Told[S]> }[keyof Told & Succeeds] : never;
