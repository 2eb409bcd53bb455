import { acceptInvitation, acceptLink, listOwnLinks, signIn } from "@kring/domain/contract";
import { until, type World } from "@kring/testing";

const PASSWORD = "Vierkante wolken boven zeven daken";

/** Somebody of whom nothing is known yet opens the mail that came to their address, and accepts what it invites to. */
export async function acceptAsNew(world: World, email: string): Promise<void> {
  let cookie = "";
  const request = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const headers = { origin: world.origin, cookie, "content-type": "application/json" };
    const response = await fetch(`${world.address}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
    if (set.length > 0) cookie = set.join("; ");
    if (response.ok) return response;
    throw new Error(`${method} ${path} gave ${response.status}: ${await response.text()}`);
  };

  const token = await until("the mail of the invitation", () => {
    const mails = world.mails().filter(({ to }) => to.includes(email));
    const texts = mails.map(({ raw }) =>
      raw
        .toString()
        .replaceAll(/=\r?\n/g, "")
        .replaceAll("=3D", "="),
    );
    return texts.map((text) => /\/invitation#token=([\w-]+)/.exec(text)?.[1]).find((found) => found !== undefined);
  });
  await request("POST", acceptInvitation.path, { token, password: PASSWORD });
  await request("POST", signIn.path, { email, password: PASSWORD });
  const { invitations } = listOwnLinks.response.parse(await (await request("GET", listOwnLinks.path)).json());
  for (const { id } of invitations) await request("POST", acceptLink.path.replace(":linkId", id));
}
