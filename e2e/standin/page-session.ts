import { app } from './app.ts';
import type { CdpObject } from './cdp.ts';
import { mainWorldScript, preloadWorldScript } from './page-scripts.ts';
import { fromChromium, toChromium } from './protocol.ts';
import type { FromPage, ToPage } from './wire.ts';

/** Name of the isolated world that the preload runs in; page scripts cannot reach into it. */
const PRELOAD_WORLD = 'electron-preload';

/** What a page tells; addresses are those the application knows. */
export interface PageListener {
  preloadBegan(): void;
  preloadEnded(): void;
  preloadSent(message: FromPage): void;
  navigated(url: string): void;
  loaded(): void;
  crashed(): void;
  gone(): void;
  windowOpened(url: string): void;
  /** False keeps a document from being loaded. */
  mayLoad(url: string, isMainFrame: boolean): boolean;
}

/** A frame as the protocol describes it. */
interface CdpFrame {
  readonly id: string;
  readonly url: string;
}

/** One tab of Chromium with the preload in it, by the DevTools protocol. */
export class PageSession {
  private readonly targetId: string;
  private readonly sessionId: string;
  private readonly listener: PageListener;
  private frameId = '';
  private preloadContext: number | undefined;
  /** The load the application asked for itself; it needs no leave. */
  private ownLoad = '';

  private constructor(targetId: string, sessionId: string, listener: PageListener) {
    this.targetId = targetId;
    this.sessionId = sessionId;
    this.listener = listener;
  }

  static async open(preloadFile: string, listener: PageListener): Promise<PageSession> {
    const { cdp, product } = app.chromium;
    const target =
      app.takeInitialTarget() ??
      (await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true })).targetId;
    const targetId = String(target);
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new PageSession(targetId, String(sessionId), listener);
    cdp.onEvent(page.sessionId, (method, params) => page.receive(method, params));
    cdp.onEvent(undefined, (method, params) => page.receiveTarget(method, params));
    await cdp.send('Target.setDiscoverTargets', { discover: true });
    await page.prepare(preloadFile, product);
    return page;
  }

  private call(method: string, params: CdpObject = {}): Promise<CdpObject> {
    return app.chromium.cdp.send(method, params, this.sessionId);
  }

  private async prepare(preloadFile: string, product: string): Promise<void> {
    await this.call('Page.enable');
    await this.call('Runtime.enable');
    const { frameTree } = await this.call('Page.getFrameTree');
    this.frameId = (frameTree as { frame: CdpFrame }).frame.id;
    await this.call('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() });
    await this.call('Runtime.addBinding', { name: 'standinSend', executionContextName: PRELOAD_WORLD });
    await this.call('Page.addScriptToEvaluateOnNewDocument', {
      worldName: PRELOAD_WORLD,
      source: preloadWorldScript(preloadFile, product),
    });
    await this.call('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
  }

  /** Events of the page; the shapes are those the protocol documents for each method. */
  private receive(method: string, params: CdpObject): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const context = params.context as { id: number; name: string; auxData: { frameId: string } };
        if (context.name !== PRELOAD_WORLD || context.auxData.frameId !== this.frameId) return;
        this.preloadContext = context.id;
        this.listener.preloadBegan();
        return;
      }
      case 'Runtime.executionContextDestroyed':
        if (params.executionContextId !== this.preloadContext) return;
        this.preloadContext = undefined;
        this.listener.preloadEnded();
        return;
      case 'Runtime.bindingCalled':
        if (params.name === 'standinSend') this.listener.preloadSent(JSON.parse(String(params.payload)));
        return;
      case 'Page.frameNavigated': {
        const { id, url } = params.frame as CdpFrame;
        if (id === this.frameId) this.listener.navigated(fromChromium(url));
        return;
      }
      case 'Page.loadEventFired':
        this.listener.loaded();
        return;
      case 'Page.windowOpen':
        this.listener.windowOpened(fromChromium(String(params.url)));
        return;
      case 'Inspector.targetCrashed':
        this.listener.crashed();
        return;
      case 'Fetch.requestPaused':
        void this.decide(params);
    }
  }

  private async decide(params: CdpObject): Promise<void> {
    const { requestId, frameId, request } = params;
    const url = fromChromium((request as { url: string }).url);
    const isMainFrame = frameId === this.frameId;
    const allowed = (isMainFrame && url === this.ownLoad) || this.listener.mayLoad(url, isMainFrame);
    // The request may have been given up meanwhile.
    await (allowed
      ? this.call('Fetch.continueRequest', { requestId })
      : this.call('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    ).catch(() => undefined);
  }

  /** Events of all targets: this page is gone, or it opened another one, which is closed at once. */
  private receiveTarget(method: string, params: CdpObject): void {
    if (method === 'Target.targetDestroyed' && params.targetId === this.targetId) this.listener.gone();
    if (method !== 'Target.targetCreated') return;
    const { type, targetId, openerId } = params.targetInfo as { type: string; targetId: string; openerId?: string };
    if (type === 'page' && openerId === this.targetId) {
      void app.chromium.cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
    }
  }

  /** Rejects where the address cannot be loaded. */
  async load(url: string): Promise<void> {
    this.ownLoad = url;
    const { errorText } = await this.call('Page.navigate', { url: toChromium(url) });
    if (errorText !== undefined) throw new Error(`${String(errorText)} (loading ${url})`);
  }

  async reload(): Promise<void> {
    await this.call('Page.reload');
  }

  /** Runs the batch in the preload's world; what was meant for a document that went away meanwhile goes with it. */
  async deliver(batch: readonly ToPage[]): Promise<void> {
    if (this.preloadContext === undefined) return;
    const expression = `standinReceive(${JSON.stringify(batch)})`;
    await this.call('Runtime.evaluate', { contextId: this.preloadContext, expression }).catch(() => undefined);
  }

  async crash(): Promise<void> {
    // A page that crashed does not answer.
    this.call('Page.crash').catch(() => undefined);
  }

  async resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    await this.call('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
  }

  async close(): Promise<void> {
    await app.chromium.cdp.send('Target.closeTarget', { targetId: this.targetId }).catch(() => undefined);
  }
}
