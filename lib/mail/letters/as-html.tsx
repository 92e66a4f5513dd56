import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  render,
  Section,
  Text,
} from 'react-email';
import type { Letter, LetterEntry, LetterLine, LetterList, LetterReceipt } from './letter';
import { nightSheet, styles } from './styles';

function Line({ line }: { line: LetterLine }) {
  return (
    <Section style={styles.lineRow}>
      <Row>
        <Column style={{ verticalAlign: 'top', paddingRight: 16 }}>
          <Text className="ink" style={styles.lineName}>
            {line.quantity === 1 ? line.name : `${line.quantity} × ${line.name}`}
          </Text>
        </Column>
        {line.amount !== null && (
          <Column style={{ verticalAlign: 'top', width: 96 }} align="right">
            <Text className="ink" style={styles.lineAmount}>
              {line.amount}
            </Text>
          </Column>
        )}
      </Row>
      {line.notes.map((note) => (
        <Text key={note} className="soft" style={styles.note}>
          {note}
        </Text>
      ))}
      {line.keys.map((key) => (
        <Text key={key} className="wash ink" style={styles.key}>
          {key}
        </Text>
      ))}
    </Section>
  );
}

function Receipt({ lines, rows, total }: LetterReceipt) {
  return (
    <>
      <Hr className="thick" style={styles.thickRule} />
      {lines.map((line, index) => (
        <Section key={line.id}>
          {index > 0 && <Hr className="rule" style={styles.rule} />}
          <Line line={line} />
        </Section>
      ))}
      <Hr className="rule" style={styles.rule} />
      {total && <Sums rows={rows} total={total} />}
    </>
  );
}

function Sums({ rows, total }: { rows: LetterReceipt['rows']; total: { label: string; amount: string } }) {
  return (
    <Section style={{ padding: '10px 0 0' }}>
      {rows.map(({ label, amount }) => (
        <Row key={label}>
          <Column>
            <Text className="soft" style={styles.sumLabel}>
              {label}
            </Text>
          </Column>
          <Column align="right">
            <Text className="soft" style={styles.sumAmount}>
              {amount}
            </Text>
          </Column>
        </Row>
      ))}
      <Row>
        <Column>
          <Text className="ink" style={styles.totalLabel}>
            {total.label}
          </Text>
        </Column>
        <Column align="right">
          <Text className="ink" style={styles.totalAmount}>
            {total.amount}
          </Text>
        </Column>
      </Row>
    </Section>
  );
}

function Entry({ entry: { label, url, aside, notes } }: { entry: LetterEntry }) {
  return (
    <Section style={styles.entry}>
      <Row>
        <Column style={{ verticalAlign: 'top', paddingRight: 16 }}>
          <Text className="ink" style={styles.entryLabel}>
            {url ? (
              <Link href={url} className="ink" style={styles.entryLink}>
                {label}
              </Link>
            ) : (
              label
            )}
          </Text>
        </Column>
        {aside !== null && (
          <Column style={{ verticalAlign: 'top', width: 96 }} align="right">
            <Text className="soft" style={styles.entryAside}>
              {aside}
            </Text>
          </Column>
        )}
      </Row>
      {notes.map((note) => (
        <Text key={note} className="soft" style={styles.note}>
          {note}
        </Text>
      ))}
    </Section>
  );
}

function List({ list: { heading, text, entries, link } }: { list: LetterList }) {
  return (
    <Section>
      <Hr className="thick" style={styles.thickRule} />
      <Heading as="h2" className="ink" style={styles.listHeading}>
        {heading}
      </Heading>
      {text && (
        <Text className="soft" style={styles.listText}>
          {text}
        </Text>
      )}
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, and two entries may have the same words
        <Section key={index}>
          <Hr className="rule" style={styles.rule} />
          <Entry entry={entry} />
        </Section>
      ))}
      {link && <QuietLink {...link} />}
    </Section>
  );
}

function QuietLink({ label, url }: { label: string; url: string }) {
  return (
    <Text style={styles.quietLine}>
      <Link href={url} className="accent" style={styles.quietLink}>
        {label}
      </Link>
    </Text>
  );
}

function LetterSheet({ letter }: { letter: Letter }) {
  const { signature, button, link } = letter;
  return (
    <Html lang={letter.locale}>
      <Head>
        <title>{letter.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{nightSheet}</style>
      </Head>
      <Preview>{letter.preview}</Preview>
      <Body lang={letter.locale} className="paper" style={styles.body}>
        <Container style={styles.house}>
          <Text className="ink" style={styles.houseName}>
            {signature.name}
          </Text>
        </Container>
        <Container className="sheet" style={styles.sheet}>
          {letter.reference && (
            <Text className="faint" style={styles.reference}>
              {letter.reference}
            </Text>
          )}
          <Heading as="h1" className="ink big" style={styles.heading}>
            {letter.heading}
          </Heading>
          {letter.paragraphs.map((paragraph) => (
            <Text key={paragraph} className="soft" style={styles.paragraph}>
              {paragraph}
            </Text>
          ))}
          {button && (
            <Button href={button.url} className="press" style={styles.button}>
              {button.label}
            </Button>
          )}
          {link && <QuietLink {...link} />}
          {letter.receipt && <Receipt {...letter.receipt} />}
          {letter.lists.map((list) => (
            <List key={list.heading} list={list} />
          ))}
          {letter.parts.map(({ heading, lines }) => (
            <Section key={heading}>
              <Text className="faint" style={styles.partHeading}>
                {heading}
              </Text>
              {lines.map((line) => (
                <Text key={line} className="ink" style={styles.partLine}>
                  {line}
                </Text>
              ))}
            </Section>
          ))}
          {letter.closing.map((sentence) => (
            <Text key={sentence} className="soft" style={styles.closing}>
              {sentence}
            </Text>
          ))}
        </Container>
        <Container style={styles.footer}>
          <Text className="faint" style={styles.footerLine}>
            {signature.name}, {signature.place}
          </Text>
          <Text className="faint" style={styles.footerLine}>
            {signature.why}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/**
 * The letter as mail programs show it: tables and inline styles, no pictures and no fonts from elsewhere, right by
 * day and by night. https://react.email/docs/utilities/render
 */
export const asHtml = (letter: Letter): Promise<string> => render(<LetterSheet letter={letter} />);
