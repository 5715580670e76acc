# Every service: SERVICE is its folder. Its API and its worker are one image; ROLE says which a container is.
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

# Installed and compiled once for all services.
FROM manifests AS tools
RUN npm ci --ignore-scripts --no-audit --no-fund --include-workspace-root \
      -w common -w auth -w tickets -w orders -w payments -w realtime -w notifications
COPY tsconfig.base.json ./
COPY common common
RUN npx tsc -b common

FROM tools AS build
ARG SERVICE
COPY ${SERVICE} ${SERVICE}
RUN npx tsc -b ${SERVICE}

# A developer's image: sources are copied into it as they change, and it starts again by itself.
FROM build AS live
ARG SERVICE
COPY infra/live-reload.mjs infra/live-compiler.mjs infra/
RUN chown -R 1000:1000 common ${SERVICE}
ENV MARQUEE_SERVICE=${SERVICE} OTEL_SERVICE_NAME=${SERVICE}
USER 1000:1000
ENTRYPOINT ["node", "infra/live-reload.mjs"]

FROM manifests AS dependencies
ARG SERVICE
# Without what a running process never reads: a third of it.
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev -w common -w ${SERVICE} \
 && rm package-lock.json && find node_modules -type f \
      \( -name '*.ts' -o -name '*.[cm]ts' -o -name '*.map' -o -name '*.md' \) -delete \
 && find node_modules/@opentelemetry -type d \( -name esm -o -name esnext \) -prune -exec rm -r {} +

FROM ${NODE_IMAGE}
ARG SERVICE
LABEL org.opencontainers.image.title="marquee-${SERVICE}" \
      org.opencontainers.image.source="https://github.com/marquee/marquee" \
      org.opencontainers.image.licenses="MIT"
# Nothing is installed in here any more.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn*
ENV NODE_ENV=production OTEL_SERVICE_NAME=${SERVICE}
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/common/dist common/dist
COPY --from=build /app/${SERVICE}/dist ${SERVICE}/dist
WORKDIR /app/${SERVICE}
USER 1000:1000
EXPOSE 3000 9090
ENTRYPOINT ["node", "--enable-source-maps", "--import", "@marquee/common/tracing/register"]
CMD ["dist/src/index.js"]
