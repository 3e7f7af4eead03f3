import assert from "node:assert/strict";
import {
  decodePacket,
  encodePacket,
  packetGuid,
  packetHeader,
  receiveGasOf,
} from "../../shared/src/layer-zero/packet.ts";
import { MessageError } from "../../shared/src/messages/message-error.ts";

describe("packets of LayerZero V2", () => {
  const packet = {
    nonce: 7n,
    srcEid: 30_901,
    sender: "0x00000000000000000000000000000000000000a1",
    dstEid: 30_900,
    receiver: "0x00000000000000000000000000000000000000b2",
    message: "0xc0de",
  } as const;
  const address = (digits: string) => `${"0".repeat(24)}${digits.slice(2)}`;
  const path = `000078b5${address(packet.sender)}000078b4${address(packet.receiver)}`;

  it("are version, nonce and path, then guid and message", () => {
    assert.equal(packetHeader(packet), `0x010000000000000007${path}`);
    assert.equal(encodePacket(packet), `${packetHeader(packet)}${packetGuid(packet).slice(2)}c0de`);
    assert.deepEqual(decodePacket(encodePacket(packet)), packet);
    assert.deepEqual(decodePacket(encodePacket({ ...packet, message: "0x" })).message, "0x");
  });

  it("keep their guid whatever they say", () => {
    assert.equal(packetGuid({ ...packet, message: "0xbad0" }), packetGuid(packet));
    assert.notEqual(packetGuid({ ...packet, nonce: 8n }), packetGuid(packet));
  });

  it("are refused when they are cut short or of another version", () => {
    const malformed = (error: unknown) => error instanceof MessageError && error.code === "Packet_Malformed";
    assert.throws(() => decodePacket("0x01"), malformed);
    assert.throws(() => decodePacket(`0x02${encodePacket(packet).slice(4)}`), malformed);
    assert.throws(() => receiveGasOf("0x0002"), malformed);
  });

  it("say how much gas their delivery was paid for, beside other options", () => {
    const gas = (amount: string) => `0100110100000000000000000000000000${amount}`;
    const nativeDrop = `010031020000000000000000000000000000000${"1".padStart(65, "0")}`;
    assert.equal(receiveGasOf(`0x0003${gas("0186a0")}`), 100_000n);
    assert.equal(receiveGasOf(`0x0003${nativeDrop}${gas("000001")}${gas("000002")}`), 3n);
    assert.equal(receiveGasOf("0x0003"), 0n);
  });
});
