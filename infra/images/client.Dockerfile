# client: the pages, as Next's standalone server: what they need, and no more.
ARG NODE_IMAGE=node:24.11.1-bookworm-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY common/package.json common/
COPY auth/package.json auth/
COPY tickets/package.json tickets/
COPY orders/package.json orders/
COPY payments/package.json payments/
COPY realtime/package.json realtime/
COPY notifications/package.json notifications/
COPY client/package.json client/
COPY local/package.json local/
COPY operations/package.json operations/
COPY e2e/package.json e2e/
COPY bench/package.json bench/

FROM manifests AS build
RUN npm ci --ignore-scripts --no-audit --no-fund --include-workspace-root -w common -w client
COPY tsconfig.base.json ./
COPY common common
RUN npx tsc -b common
COPY client client
ENV NEXT_OUTPUT=standalone NEXT_TELEMETRY_DISABLED=1
RUN cd client && npx next build

# A developer's image: Next compiles what is copied into it.
FROM manifests AS live
RUN npm ci --ignore-scripts --no-audit --no-fund --include-workspace-root -w common -w client
COPY tsconfig.base.json ./
COPY common common
RUN npx tsc -b common
COPY client client
COPY infra/live-reload.mjs infra/live-compiler.mjs infra/
# A volume is mounted below .next, which must not become root's.
RUN mkdir -p client/.next && chown -R 1000:1000 common client
ENV NEXT_TELEMETRY_DISABLED=1 MARQUEE_SERVICE=client
USER 1000:1000
ENTRYPOINT ["node", "infra/live-reload.mjs"]

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="marquee-client" \
      org.opencontainers.image.source="https://github.com/marquee/marquee" \
      org.opencontainers.image.licenses="MIT"
# Nothing is installed in here any more.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn*
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=build /app/client/.next/standalone ./
COPY --from=build /app/client/.next/static client/.next/static
USER 1000:1000
EXPOSE 3000
ENTRYPOINT ["node"]
CMD ["client/server.js"]
